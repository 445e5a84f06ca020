import type { ReactNode } from 'react';
import type { ResultItem } from '../collect-results.ts';
import type { StepRun } from '../../runs/node-run.ts';
import { statusAppearances } from '../status-appearance.ts';
import { StatusMark } from '../StatusMark.tsx';
import { stepWords } from '../status-words.ts';
import { useNow } from '../use-now.ts';
import { describeItems } from './describe-items.ts';
import { OpenButton } from './OpenButton.tsx';
import { valueKind } from './value-kind.ts';
import styles from './viewers.module.css';

export interface ListViewerProps {
  items: readonly ResultItem[];
  /** Shows one item; given, so that lists can lie in lists. */
  renderItem: (value: unknown) => ReactNode;
  compact: boolean;
  /** Makes each item a button. */
  onOpen?: ((index: number) => void) | undefined;
}

const mostShown = { compact: 6, large: 60 };

/** How the step stands that is to give an item; its time is told where it is looked at alone. */
function StepTile({ step }: { step: StepRun }) {
  const now = useNow(statusAppearances[step.status].live);
  return <StatusMark status={step.status} words={stepWords(step, { now })} />;
}

/** Shows a list: how many there are, how many are done and how many failed, and a strip of them. */
export function ListViewer({ items, renderItem, compact, onOpen }: ListViewerProps) {
  const most = compact ? mostShown.compact : mostShown.large;
  const { text, failed } = describeItems(items);
  return (
    <div className={styles['list']}>
      <div className={styles['caption']}>
        {text}
        {failed > 0 && <span className={styles['failed']}>, {failed} failed</span>}
      </div>
      <ol
        // What can be scrolled must be reached by the keyboard, where nothing in it can be.
        {...(compact && !onOpen && { tabIndex: 0, 'aria-label': 'Items' })}
        className={compact ? `${styles['strip']} nowheel` : `${styles['strip']} ${styles['grid']}`}
      >
        {items.slice(0, most).map((item, index) => (
          <li key={item.key} className={styles['tile']} data-status={item.step?.status}>
            {'value' in item ? renderItem(item.value) : <StepTile step={item.step} />}
            {onOpen && 'value' in item && (
              <OpenButton
                label={`Open item ${index + 1} of ${items.length}`}
                covers={valueKind(item.value) === 'image'}
                onOpen={() => onOpen(index)}
              />
            )}
          </li>
        ))}
      </ol>
      {items.length > most && (
        <div className={styles['caption']}>and {items.length - most} more</div>
      )}
    </div>
  );
}
