import type { SpanKind } from '../../../runs/step-spans.ts';
import { spanNames } from './span-words.ts';
import styles from './timeline.module.css';

const shown: readonly SpanKind[] = ['queue', 'boot', 'run', 'transfer', 'cached'];

/** What the colours of the bars mean. */
export function TimelineLegend() {
  return (
    <ul className={styles['legend']} aria-label="Colours">
      {shown.map((kind) => (
        <li key={kind}>
          <span className={styles['swatch']} data-kind={kind} />
          {spanNames[kind]}
        </li>
      ))}
    </ul>
  );
}
