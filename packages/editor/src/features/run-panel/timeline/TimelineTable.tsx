import { useRef } from 'react';
import { formatTime } from '../../../parts/format-time.ts';
import { StatusMark } from '../../../parts/StatusMark.tsx';
import { spanTotals } from './span-words.ts';
import type { TimelineRow } from './timeline-rows.ts';
import { useVirtualRows } from '../../../ui/use-virtual-rows.ts';
import styles from './timeline.module.css';

const columns = ['Step', 'Status', 'Queued', 'Cold start', 'Running', 'Files', 'In all'] as const;
const rowHeightPx = 30;

type StepRow = Extract<TimelineRow, { kind: 'step' }>;

function time(ms: number | undefined): string {
  return ms === undefined || ms < 1 ? '–' : formatTime(ms);
}

function Cells({ row, now }: { row: StepRow; now: number }) {
  const { step, title } = row;
  const totals = spanTotals(step, now);
  const whole = Object.values(totals).reduce((sum, part) => sum + part, 0);
  const times = [totals.queue, totals.boot, totals.run, totals.transfer, whole];
  return (
    <>
      <span role="rowheader" className={styles['cell']}>
        {title}
      </span>
      <span role="cell" className={styles['cell']}>
        <StatusMark status={step.status} />
      </span>
      {times.map((part, index) => (
        <span key={columns[index + 2]} role="cell" className={styles['number']}>
          {time(part)}
        </span>
      ))}
    </>
  );
}

/** The timeline in words and numbers: each step with where its time went. */
export function TimelineTable({ rows, now }: { rows: readonly StepRow[]; now: number }) {
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualRows({
    count: rows.length,
    scroll,
    rowHeightPx,
    marginPx: rowHeightPx,
  });
  return (
    <div
      ref={scroll}
      className={styles['scroll']}
      role="table"
      aria-label="Times of steps"
      aria-rowcount={rows.length + 1}
      tabIndex={0}
    >
      <div role="row" aria-rowindex={1} className={styles['head']}>
        {columns.map((name, index) => (
          <span
            key={name}
            role="columnheader"
            className={index < 2 ? styles['cell'] : styles['number']}
          >
            {name}
          </span>
        ))}
      </div>
      <div role="rowgroup" style={{ height: virtual.heightPx, position: 'relative' }}>
        {virtual.rows.map(({ index, topPx }) => {
          const row = rows[index];
          return row ? (
            <div
              key={row.key}
              role="row"
              aria-rowindex={index + 2}
              className={styles['tableRow']}
              style={{ transform: `translateY(${topPx}px)` }}
            >
              <Cells row={row} now={now} />
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}
