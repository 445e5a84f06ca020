const modifierKeys: ReadonlySet<string> = new Set([
  'Control',
  'Shift',
  'Alt',
  'Meta',
  'AltGraph',
  'CapsLock',
  'Dead',
  'Process',
  'Unidentified',
]);

/** What is read of a key press. */
export interface PressedKeys {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

/**
 * The combination of a key press as commands write it, with `Mod` for Ctrl (Cmd on a Mac); undefined
 * while only modifiers are held.
 */
export function readPress(press: PressedKeys, apple: boolean): string | undefined {
  const { key, ctrlKey, altKey, shiftKey, metaKey } = press;
  if (modifierKeys.has(key)) return undefined;
  const isSymbol = key.length === 1 && !/[\p{Letter}0-9 ]/u.test(key);
  const names = [
    (apple ? metaKey : ctrlKey) && 'Mod',
    apple && ctrlKey && 'Ctrl',
    !apple && metaKey && 'Meta',
    altKey && 'Alt',
    // Which symbols need Shift depends on the keyboard.
    shiftKey && !isSymbol && 'Shift',
  ];
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  return [...names.filter((part) => part !== false), name].join('+');
}
