import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { OutlineLine } from './OutlineLine.tsx';
import { handleOutlineKey } from './outline-keys.ts';
import { useOutline, type Outline } from './use-outline.ts';
import classes from './OutlinePanel.module.css';

/** Longer outlines draw only the lines in view. */
const virtualFrom = 200;
/** Height of a line in pixels, as in the style sheet. */
const lineHeight = 30;

function AllLines({ rows, active, actions }: Outline) {
  return rows.map((row) => (
    <OutlineLine key={row.id} row={row} actions={actions} isActive={row === active} />
  ));
}

interface LinesInViewProps {
  outline: Outline;
  scroller: HTMLElement | null;
}

function LinesInView({ outline, scroller }: LinesInViewProps) {
  const { rows, active, actions } = outline;
  const at = active ? rows.indexOf(active) : 0;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by hand or by a compiler
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => lineHeight,
    overscan: 10,
    // The line that has the keyboard stays drawn, or the keyboard would be lost.
    rangeExtractor: ({ startIndex, endIndex, overscan }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(rows.length - 1, endIndex + overscan);
      const range = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      return range.includes(at) ? range : [...range, at].toSorted((left, right) => left - right);
    },
  });
  useEffect(() => lines.scrollToIndex(at), [lines, at]);
  return (
    <div style={{ position: 'relative', height: lines.getTotalSize() }}>
      {lines.getVirtualItems().map(({ index, start }) => {
        const row = rows[index];
        return (
          row && (
            <div key={row.id} role="none" className={classes.placed} style={{ top: start }}>
              <OutlineLine row={row} actions={actions} isActive={row === active} />
            </div>
          )
        );
      })}
    </div>
  );
}

/**
 * Moves the keyboard along with the active line, where it is in the outline at all. A line that was
 * deleted by a key had it too, so keys are remembered until the lines have followed.
 */
function useFollowActive(
  tree: HTMLElement | null,
  { rows, active }: Pick<Outline, 'rows' | 'active'>,
): { expectMove(): void } {
  const byKey = useRef(false);
  const activeId = active?.id;
  useEffect(() => {
    const isWithin = byKey.current || tree?.contains(document.activeElement);
    byKey.current = false;
    if (activeId === undefined || !isWithin) return;
    const line = tree?.querySelector<HTMLElement>(`[data-row="${CSS.escape(activeId)}"]`);
    if (!line?.contains(document.activeElement)) line?.focus();
  }, [tree, activeId, rows]);
  return {
    expectMove() {
      byKey.current = true;
    },
  };
}

/** The graph as a list in the order in which it runs, for keyboards and screen readers. */
export function OutlinePanel() {
  const outline = useOutline();
  const { rows, active, actions } = outline;
  // State, since lines are drawn before the element around them is known.
  const [tree, setTree] = useState<HTMLDivElement | null>(null);
  const { expectMove } = useFollowActive(tree, outline);
  function onKeyDown(event: KeyboardEvent) {
    const isButton = event.target instanceof HTMLElement && event.target.closest('button');
    if (!active || isButton || event.ctrlKey || event.metaKey || event.altKey) return;
    expectMove();
    if (!handleOutlineKey(event.key, { rows, active, actions })) return;
    event.preventDefault();
    event.stopPropagation();
  }
  if (rows.length === 0) {
    return (
      <EmptyState title="Nothing on the canvas yet">
        Press N to add a node; it appears here in the order in which it runs.
      </EmptyState>
    );
  }
  return (
    <div
      ref={setTree}
      role="tree"
      aria-label="Cards in the order in which they run"
      className={classes.tree}
      onKeyDown={onKeyDown}
    >
      {rows.length > virtualFrom ? (
        <LinesInView outline={outline} scroller={tree} />
      ) : (
        <AllLines {...outline} />
      )}
    </div>
  );
}
