import type { Workflow } from '@catena/engine';
import { parseCardId, writeCardId } from './card-id.ts';
import { readLayout } from './layout.ts';

/** All cards in a frame, those of the frames in it included. */
export function contentsOfFrame(workflow: Workflow, frameCard: string): Set<string> {
  const { frames } = readLayout(workflow);
  const found = new Set<string>();
  const waiting = [frameCard];
  for (let card = waiting.pop(); card !== undefined; card = waiting.pop()) {
    const { kind, name } = parseCardId(card);
    for (const inner of kind === 'frame' ? (frames[name]?.cards ?? []) : []) {
      if (inner === frameCard || found.has(inner)) continue;
      found.add(inner);
      waiting.push(inner);
    }
  }
  return found;
}

/** The id of the card of the frame that a card lies in, the innermost; undefined where it lies in none. */
export function frameOfCard(workflow: Workflow, card: string): string | undefined {
  const found = Object.entries(readLayout(workflow).frames).find(([, { cards }]) =>
    cards.includes(card),
  );
  return found && writeCardId({ kind: 'frame', name: found[0] });
}
