import type { StepTimes as Times } from '@catena/engine';
import { formatTime } from '../../parts/format-time.ts';
import styles from './inspector.module.css';

const parts = [
  { name: 'queueMs', label: 'Queue', color: 'var(--state-queued)' },
  { name: 'bootMs', label: 'Cold start', color: 'var(--state-booting)' },
  { name: 'runMs', label: 'Work', color: 'var(--state-running)' },
  { name: 'transferMs', label: 'Transfer', color: 'var(--state-cached)' },
] as const satisfies readonly { name: keyof Times; label: string; color: string }[];

/** Where the time of a step went, as a bar and in numbers. */
export function StepTimes({ times }: { times: Times }) {
  const total = parts.reduce((sum, { name }) => sum + times[name], 0);
  return (
    <div className={styles['tight']}>
      <div className={styles['bar']} aria-hidden>
        {parts.map(({ name, color }) => (
          <span
            key={name}
            style={{ width: `${(100 * times[name]) / Math.max(1, total)}%`, background: color }}
          />
        ))}
      </div>
      <dl className={styles['facts']}>
        {parts
          .filter(({ name }) => times[name] > 0)
          .map(({ name, label, color }) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>
                <span aria-hidden style={{ color }}>
                  ■
                </span>{' '}
                {label}
              </dt>
              <dd>{formatTime(times[name])}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
