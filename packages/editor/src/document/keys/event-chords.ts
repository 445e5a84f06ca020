import { writeChord, type KeyChord } from './key-chord.ts';

/** What is read of a keyboard event. */
export interface KeyPress {
  key: string;
  /** Which key it is, whatever is printed on it, e.g. `KeyM`. */
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

const keyByCode = /^(?:Key([A-Z])|Digit([0-9]))$/;

/**
 * The combinations that a press can be meant as, the likeliest first, with modifiers resolved. There are
 * several, since `?` is Shift and another key on each keyboard, Alt on a Mac makes other characters, and
 * letters of other scripts stand on the keys of Latin ones.
 */
export function chordsOfPress(press: KeyPress): string[] {
  const { key, code, ctrlKey: ctrl, altKey: alt, shiftKey: shift, metaKey: meta } = press;
  const held = { mod: false, ctrl, alt, shift, meta };
  const name = key.length === 1 ? key.toUpperCase() : key;
  const chords: KeyChord[] = [{ ...held, key: name }];
  const isSymbol = key.length === 1 && !/[\p{Letter}0-9 ]/u.test(key);
  if (isSymbol && shift) chords.push({ ...held, shift: false, key: name });
  const [, letter, digit] = keyByCode.exec(code) ?? [];
  if (letter !== undefined && !/^[a-z]$/i.test(key)) chords.push({ ...held, key: letter });
  if (digit !== undefined && key !== digit) chords.push({ ...held, key: digit });
  return [...new Set(chords.map(writeChord))];
}
