import type { OpenDocument } from '../workspace-store.ts';
import type { CommandContext } from './command.ts';

const fields = 'input, textarea, select, [contenteditable="true"]';
const focusable = `${fields}, button, [tabindex="0"]`;

/** Where people go to first: a field of the open tab, else whatever takes the keyboard. */
const wanted = [
  `[role="tabpanel"] :is(${fields})`,
  `[role="tabpanel"] :is(${focusable})`,
  fields,
  focusable,
];

/** Moves the keyboard into the inspector as soon as it is drawn. */
function focusWhenDrawn(triesLeft: number): void {
  requestAnimationFrame(() => {
    const panel = document.querySelector('[data-side="right"]');
    const found = wanted.flatMap((selector) => panel?.querySelector<HTMLElement>(selector) ?? []);
    const [target] = found;
    if (target) target.focus();
    else if (triesLeft > 0) focusWhenDrawn(triesLeft - 1);
  });
}

/** Opens the details of what is selected and goes there. */
export function focusInspector({ view }: CommandContext, _tab: OpenDocument): void {
  view.setState({ inspectorOpen: true, inspectorTab: 'input' });
  if (typeof requestAnimationFrame === 'function') focusWhenDrawn(30);
}
