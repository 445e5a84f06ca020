import type { OpenDocument } from '../workspace-store.ts';
import type { CommandContext } from './command.ts';

const fields = 'input, textarea, select, [contenteditable="true"]';
const focusable = `${fields}, button, [tabindex="0"]`;

/** How long parts of the inspector may take to be loaded. */
const waitMs = 5_000;

/** Where people go to first: a field of the open tab, else whatever takes the keyboard; nothing while it loads. */
function findTarget(): HTMLElement | undefined {
  const panel = document.querySelector('[data-side="right"]');
  const isLoading = panel?.querySelector('[role="status"][aria-label^="Loading"]');
  if (!panel || isLoading) return undefined;
  const pane = panel.querySelector('[role="tabpanel"]') ?? panel;
  return (
    pane.querySelector<HTMLElement>(fields) ??
    panel.querySelector<HTMLElement>(focusable) ??
    undefined
  );
}

/** Moves the keyboard into the inspector once it is drawn, unless a person has moved it meanwhile. */
function focusWhenDrawn(from: Element | null, untilMs: number): void {
  requestAnimationFrame((nowMs) => {
    if (document.activeElement !== from) return;
    const target = findTarget();
    if (target) target.focus();
    else if (nowMs < untilMs) focusWhenDrawn(from, untilMs);
  });
}

/** Opens the details of what is selected and goes there. */
export function focusInspector({ view }: CommandContext, _tab: OpenDocument): void {
  view.setState({ inspectorOpen: true, inspectorTab: 'input' });
  if (typeof requestAnimationFrame !== 'function') return;
  requestAnimationFrame((nowMs) => focusWhenDrawn(document.activeElement, nowMs + waitMs));
}
