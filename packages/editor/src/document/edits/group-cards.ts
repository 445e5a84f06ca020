import type { Workflow } from '@catena/engine';
import { boundsOf, uniteBounds, type SizeOf } from '../card-bounds.ts';
import { parseCardId, writeCardId } from '../card-id.ts';
import { hasCard } from '../cards.ts';
import { contentsOfFrame, frameOfCard } from '../frame-contents.ts';
import { addFrame } from './add-frame.ts';
import { putIntoFrame } from './assign-frames.ts';
import { composeEdits, type Edit } from './compose-edits.ts';
import { newFrameId } from './new-id.ts';

/** Around the cards of a frame, in canvas units; above them there is its title too. */
const padding = 24;
const titleHeight = 36;

/** Of some cards those that lie in none of the others. */
function outermost(workflow: Workflow, cards: readonly string[]): string[] {
  const inside = new Set(cards.flatMap((card) => [...contentsOfFrame(workflow, card)]));
  return cards.filter((card) => !inside.has(card));
}

export interface GroupOptions {
  sizeOf: SizeOf;
  /** @defaultValue `newFrameId(workflow)` */
  id?: string;
  /** @defaultValue `Group` */
  title?: string;
}

/** Puts a frame around cards, within the frame that all of them lie in. */
export function groupCards(cards: Iterable<string>, options: GroupOptions): Edit {
  return (workflow) => {
    const known = [...cards].filter((card) => hasCard(workflow, card));
    const chosen = outermost(workflow, known);
    const bounds = uniteBounds(
      chosen.flatMap((card) => boundsOf(workflow, card, options.sizeOf) ?? []),
    );
    if (!bounds) return workflow;
    const id = newFrameId(workflow, options.id);
    const frame = writeCardId({ kind: 'frame', name: id });
    const parents = new Set(chosen.map((card) => frameOfCard(workflow, card)));
    const [parent] = parents;
    const outer = parents.size === 1 && parent !== undefined ? parseCardId(parent).name : undefined;
    return composeEdits(
      addFrame({
        id,
        title: options.title ?? 'Group',
        position: [bounds.x - padding, bounds.y - padding - titleHeight],
        size: [bounds.width + 2 * padding, bounds.height + 2 * padding + titleHeight],
      }),
      ...chosen.map((card) => putIntoFrame(card, id)),
      putIntoFrame(frame, outer),
    )(workflow);
  };
}
