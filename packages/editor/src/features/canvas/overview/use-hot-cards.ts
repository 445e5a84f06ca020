import { useMemo } from 'react';
import { useDocument } from '../../../document/editor-context.ts';
import { useCanvas } from '../canvas-store.ts';
import { chooseHot } from './hot-cards.ts';

/** The cards that React Flow is given; undefined for all of them. */
export function useHotCards(): ReadonlySet<string> | undefined {
  const isOverview = useCanvas((state) => state.overview);
  const workflow = useDocument((state) => state.workflow);
  const selected = useDocument((state) => state.selection.cards);
  const hovered = useCanvas((state) => state.hovered);
  const held = useCanvas((state) => state.held);
  const renaming = useCanvas((state) => state.renaming);
  const entry = useCanvas((state) => state.entry);
  return useMemo(
    () =>
      isOverview ? chooseHot(workflow, selected, { hovered, held, renaming, entry }) : undefined,
    [isOverview, workflow, selected, hovered, held, renaming, entry],
  );
}
