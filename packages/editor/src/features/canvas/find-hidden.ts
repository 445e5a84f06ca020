import { writeCardId } from '../../document/card-id.ts';
import type { Layout } from '../../document/layout.ts';

/** The collapsed frame that hides a card, for each hidden card. */
export function findHidden(layout: Layout): Map<string, string> {
  const hidden = new Map<string, string>();
  for (const [name, frame] of Object.entries(layout.frames)) {
    if (!frame.collapsed) continue;
    const id = writeCardId({ kind: 'frame', name });
    for (const card of frame.cards) if (!hidden.has(card)) hidden.set(card, id);
  }
  return hidden;
}
