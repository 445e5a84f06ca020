import { useMemo, useState } from 'react';
import { useAnalysis, useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { createOutlineActions, type OutlineActions } from './outline-actions.ts';
import { listOutlineRows, type OutlineRow } from './outline-rows.ts';

/** The outline as it is shown: its lines, the one that has the keyboard, and what can be done. */
export interface Outline {
  rows: readonly OutlineRow[];
  active: OutlineRow | undefined;
  actions: OutlineActions;
}

/** Lines of the outline. The line of a card that is selected on the canvas becomes active. */
export function useOutline(): Outline {
  const editor = useEditor();
  const tab = useTab();
  const workflow = useDocument((state) => state.workflow);
  const ports = useAnalysis((state) => state.ports);
  const selected = useDocument(({ selection: { cards } }) =>
    cards.size === 1 ? [...cards][0] : undefined,
  );
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<Pick<OutlineRow, 'id' | 'card'>>();
  // A port of the selected card may have the keyboard; else the card itself has it.
  const isFollowing = selected !== undefined && chosen?.card !== selected;
  const activeId = isFollowing ? selected : chosen?.id;
  const rows = useMemo(
    () => listOutlineRows(workflow, ports, expanded),
    [workflow, ports, expanded],
  );
  const actions = useMemo(
    () =>
      createOutlineActions({
        editor,
        tab,
        rows,
        setActive: setChosen,
        toggleCard: (card) =>
          setExpanded((before) => {
            const after = new Set(before);
            if (!after.delete(card)) after.add(card);
            return after;
          }),
      }),
    [editor, tab, rows],
  );
  return { rows, active: rows.find(({ id }) => id === activeId) ?? rows[0], actions };
}
