const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

const appleKeys: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↵',
  Backspace: '⌫',
};

const otherKeys: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: '↵', Escape: 'Esc' };

/** The keys of a combination such as `Mod+Shift+D`, as people read them. */
export function showKeys(combination: string, apple = isApple): string[] {
  const names = apple ? appleKeys : otherKeys;
  // `Mod++` is Mod and the plus key.
  const keys = combination.replace(/(^|\+)\+$/, '$1Plus').split('+');
  return keys.map((key) => (key === 'Plus' ? '+' : (names[key] ?? key)));
}
