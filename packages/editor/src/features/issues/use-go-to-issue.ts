import { parseCardId } from '../../document/card-id.ts';
import { useEditor, useTab } from '../../document/editor-context.ts';

/** Goes to a card, and to the field of one of its inputs where that is told. */
export function useGoToIssue(): (card: string, port?: string) => void {
  const { canvas, view } = useEditor();
  const tab = useTab();
  return (card, port) => {
    tab.document.select({ cards: [card] });
    if (port === undefined || parseCardId(card).kind !== 'node') {
      canvas.focus(card);
      return;
    }
    view.setState({ screen: 'canvas', inspectorOpen: true, inspectorTab: 'input' });
    canvas.fit([card]);
    // The inspector shows the card that was selected before for a moment.
    setTimeout(() => focusField(port), 50);
  };
}

/** Frames to wait until the inspector has drawn the field. */
const tries = 20;

function focusField(port: string, left = tries): void {
  const field = document.querySelector(`[data-side="right"] [data-port="${CSS.escape(port)}"]`);
  const control = field?.querySelector<HTMLElement>('input, textarea, select, button, [tabindex]');
  if (control) {
    control.focus();
    control.scrollIntoView({ block: 'center' });
  } else if (left > 0) {
    requestAnimationFrame(() => focusField(port, left - 1));
  }
}
