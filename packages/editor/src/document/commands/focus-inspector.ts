import type { OpenDocument } from '../workspace-store.ts';
import type { CommandContext } from './command.ts';

const focusable = 'input, textarea, select, button, [contenteditable="true"], [tabindex="0"]';

/** Moves the keyboard into the inspector as soon as it is drawn. */
function focusWhenDrawn(triesLeft: number): void {
  requestAnimationFrame(() => {
    const panel = document.querySelector('[data-side="right"]');
    const field = panel?.querySelector<HTMLElement>(`[role="tabpanel"] :is(${focusable})`);
    const target = field ?? panel?.querySelector<HTMLElement>(focusable);
    if (target) target.focus();
    else if (triesLeft > 0) focusWhenDrawn(triesLeft - 1);
  });
}

/** Opens the details of what is selected and goes there. */
export function focusInspector({ view }: CommandContext, _tab: OpenDocument): void {
  view.setState({ inspectorOpen: true, inspectorTab: 'input' });
  if (typeof requestAnimationFrame === 'function') focusWhenDrawn(30);
}
