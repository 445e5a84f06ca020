import type { OpenDocument } from '../workspace-store.ts';
import type { CommandContext } from './command.ts';

const fields = 'input, textarea, select, [contenteditable="true"]';
const focusable = `${fields}, button, [tabindex="0"]`;

/** Where people go to first: a field of the open tab, else whatever takes the keyboard. */
function findTarget(panel: Element | null, isLastTry: boolean): HTMLElement | null | undefined {
  const pane = panel?.querySelector('[role="tabpanel"]');
  const field = (pane ?? panel)?.querySelector<HTMLElement>(fields);
  return field ?? (isLastTry ? panel?.querySelector<HTMLElement>(focusable) : undefined);
}

/** Moves the keyboard into the inspector as soon as it is drawn; fields come after the frame around them. */
function focusWhenDrawn(triesLeft: number): void {
  requestAnimationFrame(() => {
    const panel = document.querySelector('[data-side="right"]');
    const target = findTarget(panel, triesLeft === 0);
    if (target) target.focus();
    else if (triesLeft > 0) focusWhenDrawn(triesLeft - 1);
  });
}

/** Opens the details of what is selected and goes there. */
export function focusInspector({ view }: CommandContext, _tab: OpenDocument): void {
  view.setState({ inspectorOpen: true, inspectorTab: 'input' });
  if (typeof requestAnimationFrame === 'function') focusWhenDrawn(30);
}
