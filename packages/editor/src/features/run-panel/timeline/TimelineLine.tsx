import { Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { StatusMark } from '../../../parts/StatusMark.tsx';
import { nodeWords } from '../../../parts/status-words.ts';
import { describeStep } from './span-words.ts';
import type { TimelineRow } from './timeline-rows.ts';
import { TimelineBars } from './TimelineBars.tsx';
import styles from './timeline.module.css';

interface TimelineLineProps {
  row: TimelineRow;
  from: number;
  now: number;
  pxPerMs: number;
  isCritical: boolean;
  onSelect: (nodeId: string) => void;
  onToggle: (nodeId: string) => void;
}

function describeRow(row: TimelineRow, now: number): string {
  if (row.kind === 'step') return describeStep(row.step, now);
  const [only, ...more] = row.run.steps;
  return only && more.length === 0 ? describeStep(only, now) : nodeWords(row.run, { now });
}

/** One line of the timeline: what it is, and where its time went. */
export const TimelineLine = memo(function TimelineLine(props: TimelineLineProps) {
  const { row, from, now, pxPerMs, isCritical, onSelect, onToggle } = props;
  const { run, title } = row;
  const steps = row.kind === 'step' ? [row.step] : run.steps;
  const status = row.kind === 'step' ? row.step.status : run.status;
  const words = describeRow(row, now);
  return (
    <>
      <div className={styles['label']} data-kind={row.kind}>
        {row.kind === 'node' && row.canOpen ? (
          <button
            type="button"
            className={styles['toggle']}
            aria-expanded={row.isOpen}
            aria-label={`Steps of ${title}`}
            onClick={() => onToggle(run.nodeId)}
          >
            {row.isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
          </button>
        ) : (
          <span className={styles['toggle']} />
        )}
        <button
          type="button"
          className={styles['title']}
          data-critical={isCritical || undefined}
          aria-label={`${title}. ${words}. Select on the canvas`}
          onClick={() => onSelect(run.nodeId)}
        >
          <StatusMark status={status} words={words} compact size={13} />
          <span className={styles['words']}>{row.kind === 'step' ? row.index : title}</span>
          {row.kind === 'node' && row.canOpen && (
            <span className={styles['muted']}>×{run.steps.length}</span>
          )}
        </button>
      </div>
      <Tooltip.Floating label={words} multiline maw={320}>
        <div className={styles['track']} onClick={() => onSelect(run.nodeId)} aria-hidden>
          <TimelineBars steps={steps} from={from} now={now} pxPerMs={pxPerMs} />
        </div>
      </Tooltip.Floating>
    </>
  );
});
