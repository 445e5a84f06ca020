import { expect, it } from 'vitest';
import { showKeys } from './show-keys.ts';

it('shows keys as the keyboard at hand has them', () => {
  expect(showKeys('Mod+Shift+D', true)).toEqual(['⌘', '⇧', 'D']);
  expect(showKeys('Mod+Shift+D', false)).toEqual(['Ctrl', 'Shift', 'D']);
  expect(showKeys('Mod++', false)).toEqual(['Ctrl', '+']);
});
