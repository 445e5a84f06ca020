import { showKeys } from '../../ui/show-keys.ts';
import { isApple } from './is-apple.ts';

/** A combination as people read it: ⌘⇧D on a Mac, Ctrl+Shift+D elsewhere. */
export function writeKeys(combination: string, apple = isApple()): string {
  return showKeys(combination, apple).join(apple ? '' : '+');
}

const ariaNames: Readonly<Record<string, string>> = { '+': 'Plus', ' ': 'Space', Ctrl: 'Control' };

/** Combinations as `aria-keyshortcuts` wants them. */
export function toAriaKeys(combinations: readonly string[], apple = isApple()): string {
  return combinations
    .map((combination) =>
      combination
        .replace(/\+\+$/, '+Plus')
        .split('+')
        .map((part) => (part === 'Mod' ? (apple ? 'Meta' : 'Control') : (ariaNames[part] ?? part)))
        .join('+'),
    )
    .join(' ');
}
