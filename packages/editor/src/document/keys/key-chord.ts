/**
 * A combination of keys as commands write it, e.g. `Mod+Shift+D`. Two that mean the same keys on the
 * keyboard at hand resolve to the same text.
 */
export interface KeyChord {
  mod: boolean;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  meta: boolean;
  /** As `event.key` names it; letters are capitals. */
  key: string;
}

const modifiers = { mod: 'Mod', ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', meta: 'Meta' } as const;

type Modifier = keyof typeof modifiers;

const modifierWords: Readonly<Record<string, Modifier>> = {
  mod: 'mod',
  ctrl: 'ctrl',
  control: 'ctrl',
  alt: 'alt',
  option: 'alt',
  shift: 'shift',
  meta: 'meta',
  cmd: 'meta',
  command: 'meta',
};

const keyWords: Readonly<Record<string, string>> = {
  esc: 'Escape',
  del: 'Delete',
  return: 'Enter',
  space: ' ',
  plus: '+',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  up: 'ArrowUp',
  down: 'ArrowDown',
};

const nothingHeld = { mod: false, ctrl: false, alt: false, shift: false, meta: false };

function normaliseKey(key: string): string {
  return keyWords[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** Reads a combination; undefined where it has no key, or only modifiers. */
export function parseChord(text: string): KeyChord | undefined {
  // `Mod++` is Mod and the plus key.
  const parts = text.replace(/(^|\+)\+$/, '$1Plus').split('+');
  const key = parts.pop()?.trim() || undefined;
  if (key === undefined || modifierWords[key.toLowerCase()] !== undefined) return undefined;
  const chord: KeyChord = { ...nothingHeld, key: normaliseKey(key) };
  for (const part of parts) {
    const modifier = modifierWords[part.trim().toLowerCase()];
    if (!modifier) return undefined;
    chord[modifier] = true;
  }
  return chord;
}

/** Writes a combination the way commands do. */
export function writeChord(chord: KeyChord): string {
  const held = (Object.keys(modifiers) as Modifier[]).filter((name) => chord[name]);
  const key = chord.key === ' ' ? 'Space' : chord.key;
  return [...held.map((name) => modifiers[name]), key].join('+');
}

/** The same keys with `Mod` resolved: Cmd on a Mac, Ctrl elsewhere. */
export function resolveChord(text: string, apple: boolean): string | undefined {
  const chord = parseChord(text);
  if (!chord) return undefined;
  const { mod, ctrl, meta } = chord;
  return writeChord({
    ...chord,
    mod: false,
    ctrl: ctrl || (mod && !apple),
    meta: meta || (mod && apple),
  });
}
