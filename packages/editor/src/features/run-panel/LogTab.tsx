import { useEffect, useMemo, useRef } from 'react';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { CopyAction } from '../../parts/CopyAction.tsx';
import type { RunView } from '../../runs/node-run.ts';
import { useCalmRunView } from '../../runs/use-calm-run-view.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { runLog, type LogLine } from './run-log.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import styles from './drawer.module.css';

const lineHeightPx = 22;

function formatMoment(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour12: false });
}

function Line({ line, onSelect }: { line: LogLine; onSelect: (nodeId: string) => void }) {
  return (
    <>
      <time className={styles['moment']}>{formatMoment(line.at)}</time>
      {line.nodeId === '' ? (
        <span className={styles['source']}>{line.source}</span>
      ) : (
        <button type="button" className={styles['source']} onClick={() => onSelect(line.nodeId)}>
          {line.source}
        </button>
      )}
      <span className={styles['said']} data-kind={line.kind} title={line.text}>
        {line.text}
      </span>
    </>
  );
}

function Log({ view }: { view: RunView }) {
  const { canvas } = useEditor();
  const { document } = useTab();
  const scroll = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const lines = useMemo(() => (view.workflow ? runLog(view, view.workflow) : []), [view]);
  const virtual = useVirtualRows({ count: lines.length, scroll, rowHeightPx: lineHeightPx });
  useEffect(() => {
    const element = scroll.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [lines.length]);
  const text = () =>
    lines.map(({ at, source, text: said }) => `${formatMoment(at)} ${source}: ${said}`).join('\n');
  const onSelect = (nodeId: string) => {
    if (!Object.hasOwn(document.getState().workflow.nodes, nodeId)) return;
    document.select({ cards: [nodeId] });
    canvas.focus(nodeId);
  };
  return (
    <div className={styles['log']}>
      <div className={styles['logTools']}>
        <CopyAction text={text()} label="Copy the log" />
      </div>
      <div
        ref={scroll}
        className={styles['scroll']}
        role="log"
        aria-live="off"
        aria-label="Log of the run"
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < 2 * lineHeightPx;
        }}
      >
        <div style={{ height: virtual.heightPx, position: 'relative' }}>
          {virtual.rows.map(({ index, topPx }) => {
            const line = lines[index];
            return line ? (
              <div
                key={line.key}
                className={styles['logLine']}
                style={{ transform: `translateY(${topPx}px)` }}
              >
                <Line line={line} onSelect={onSelect} />
              </div>
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

/** What happened in the shown run, line by line. */
export function LogTab() {
  const view = useCalmRunView();
  if (!view)
    return <EmptyState title="No run to tell of">What a run says is written here.</EmptyState>;
  return <Log key={view.id} view={view} />;
}
