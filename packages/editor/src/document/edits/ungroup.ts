import type { Workflow } from '@catena/engine';
import { parseCardId } from '../card-id.ts';
import { frameOfCard } from '../frame-contents.ts';
import { readLayout } from '../layout.ts';
import { putIntoFrame } from './assign-frames.ts';
import { composeEdits, type Edit } from './compose-edits.ts';
import { removeCards } from './remove-cards.ts';

/** The frames that `ungroup` would take away: those among the cards, else those around them. */
export function framesToUngroup(workflow: Workflow, cards: Iterable<string>): string[] {
  const chosen = [...cards];
  const frames = chosen.filter((card) => parseCardId(card).kind === 'frame');
  if (frames.length > 0) return frames;
  return [...new Set(chosen.flatMap((card) => frameOfCard(workflow, card) ?? []))];
}

/** Takes frames away and leaves their cards, which then lie in the frame around it, if there is one. */
export function ungroup(cards: Iterable<string>): Edit {
  const chosen = [...cards];
  return (workflow) => {
    const frames = framesToUngroup(workflow, chosen);
    const freed = frames.flatMap((frame) => {
      const inner = readLayout(workflow).frames[parseCardId(frame).name]?.cards ?? [];
      const outer = frameOfCard(workflow, frame);
      return outer === undefined || frames.includes(outer)
        ? []
        : inner.map((card) => putIntoFrame(card, parseCardId(outer).name));
    });
    return composeEdits(...freed, removeCards(frames))(workflow);
  };
}
