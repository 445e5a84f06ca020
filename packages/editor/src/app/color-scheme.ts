import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import type { ThemePort } from '../document/commands/command.ts';

/** Keeps the choice of light, dark or the system's in this browser, and lets commands change it. */
export type ColorScheme = MantineColorSchemeManager & ThemePort;

const storageKey = 'catena.color-scheme';
const schemes: readonly string[] = ['auto', 'light', 'dark'] satisfies MantineColorScheme[];

const isScheme = (value: unknown): value is MantineColorScheme =>
  typeof value === 'string' && schemes.includes(value);

/** Makes the choice of light and dark; `isSystemDark` says what the system prefers. */
export function createColorScheme(
  storage: Storage | undefined,
  isSystemDark: () => boolean,
): ColorScheme {
  let update: ((scheme: MantineColorScheme) => void) | undefined;

  function get(initial: MantineColorScheme): MantineColorScheme {
    try {
      const kept = storage?.getItem(storageKey);
      return isScheme(kept) ? kept : initial;
    } catch {
      return initial;
    }
  }

  function set(scheme: MantineColorScheme) {
    try {
      storage?.setItem(storageKey, scheme);
    } catch {
      // A full or forbidden storage only means that the page forgets.
    }
  }

  return {
    get,
    set,
    subscribe: (onUpdate) => {
      update = onUpdate;
    },
    unsubscribe: () => {
      update = undefined;
    },
    clear: () => set('auto'),
    toggle() {
      const now = get('auto');
      const isDark = now === 'auto' ? isSystemDark() : now === 'dark';
      const next = isDark ? 'light' : 'dark';
      set(next);
      update?.(next);
    },
  };
}
