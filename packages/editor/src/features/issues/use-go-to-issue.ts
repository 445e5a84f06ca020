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
    focusField(card, port);
  };
}

/** Frames to wait until the inspector has drawn the field. */
const tries = 20;

function focusField(card: string, port: string, left = tries): void {
  const selector = `[data-field="${CSS.escape(`${card}/${port}`)}"]`;
  const field = document.querySelector<HTMLElement>(selector);
  const control = field?.matches('input, textarea, select, button')
    ? field
    : field?.querySelector<HTMLElement>('input, textarea, select, button, [tabindex]');
  if (control) {
    control.focus();
    control.scrollIntoView({ block: 'center' });
  } else if (left > 0) {
    requestAnimationFrame(() => focusField(card, port, left - 1));
  }
}
