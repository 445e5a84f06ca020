import type { NodeRun, StepRun } from '../../runs/node-run.ts';
import { statusAppearances } from '../../parts/status-appearance.ts';
import { describeItems } from '../../parts/viewers/describe-items.ts';
import { collectResults } from '../../parts/collect-results.ts';
import styles from './inspector.module.css';

export interface StepPickerProps {
  run: NodeRun;
  port: string;
  selected: number;
  onSelect: (index: number) => void;
}

/** The most steps that are offered one by one. */
const mostShown = 300;

function name({ index }: StepRun, position: number): string {
  return index.length > 0 ? index.map((item) => item + 1).join('.') : String(position + 1);
}

/** The steps of a node that runs once for each item: how many are done, how many failed, each to be picked. */
export function StepPicker({ run, port, selected, onSelect }: StepPickerProps) {
  const { text } = describeItems(collectResults(run, port));
  const { failed } = run.counts;
  return (
    <div className={styles['tight']}>
      <div className={styles['row']}>
        <span>{text}</span>
        {failed > 0 && <span style={{ color: 'var(--state-failed)' }}>{failed} failed</span>}
      </div>
      <div className={styles['steps']} role="group" aria-label="Items">
        {run.steps.slice(0, mostShown).map((step, index) => {
          const { icon: Glyph, color, label } = statusAppearances[step.status];
          return (
            <button
              key={step.id}
              type="button"
              className={styles['step']}
              data-status={step.status}
              aria-pressed={index === selected}
              aria-label={`Item ${name(step, index)}, ${label.toLowerCase()}`}
              onClick={() => onSelect(index)}
            >
              <Glyph size={12} style={{ color }} aria-hidden />
              {name(step, index)}
            </button>
          );
        })}
      </div>
    </div>
  );
}
