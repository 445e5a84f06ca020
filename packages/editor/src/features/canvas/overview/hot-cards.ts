import type { Workflow } from '@catena/engine';
import { hasCard } from '../../../document/cards.ts';
import { writeCardId } from '../../../document/card-id.ts';
import { readLayout } from '../../../document/layout.ts';
import type { CanvasState } from '../canvas-store.ts';

/** So many selected cards are elements of the page. */
const selectedLimit = 8;

type Attention = Pick<CanvasState, 'hovered' | 'held' | 'renaming' | 'entry'>;

/**
 * The cards that are elements of the page while the others are drawn on a canvas: those that are
 * pointed at, dragged, or reached by the keyboard, and all frames and notes.
 */
export function chooseHot(
  workflow: Workflow,
  selected: ReadonlySet<string>,
  { hovered, held, renaming, entry }: Attention,
): ReadonlySet<string> {
  const { frames, notes } = readLayout(workflow);
  const attended = [hovered, held, renaming, selected.size === 0 ? entry : undefined];
  const few = selected.size <= selectedLimit ? [...selected] : [];
  return new Set([
    ...Object.keys(frames).map((name) => writeCardId({ kind: 'frame', name })),
    ...Object.keys(notes).map((name) => writeCardId({ kind: 'note', name })),
    ...[...few, ...attended].filter((id) => id !== undefined && hasCard(workflow, id)),
  ] as string[]);
}
