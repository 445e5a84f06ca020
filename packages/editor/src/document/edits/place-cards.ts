import { parseCardId } from '../card-id.ts';
import { hasCard } from '../cards.ts';
import { readLayout, roundPoint, withLayoutEntry, withPositions, type Point } from '../layout.ts';
import type { Edit } from './compose-edits.ts';

/** Puts cards at places, each by itself: frames carry nothing, and fixed cards move. */
export function placeCards(positions: Readonly<Record<string, Point>>): Edit {
  return (workflow) => {
    const inLayout: Record<string, Point> = {};
    let next = workflow;
    for (const [card, point] of Object.entries(positions)) {
      if (!hasCard(workflow, card)) continue;
      const { kind, name: id } = parseCardId(card);
      const { frames, notes } = readLayout(next);
      const position = roundPoint(point);
      const [frame, note] = [frames[id], notes[id]];
      if (kind === 'frame' && frame) {
        next = withLayoutEntry(next, 'frames', { id, value: { ...frame, position } });
      } else if (kind === 'note' && note) {
        next = withLayoutEntry(next, 'notes', { id, value: { ...note, position } });
      } else inLayout[card] = point;
    }
    return withPositions(next, inLayout);
  };
}
