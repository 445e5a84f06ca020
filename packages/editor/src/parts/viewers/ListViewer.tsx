import type { ReactNode } from 'react';
import type { ResultItem } from '../collect-results.ts';
import { StatusMark } from '../StatusMark.tsx';
import { stepWords } from '../status-words.ts';
import { useNow } from '../use-now.ts';
import { describeItems } from './describe-items.ts';
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

function Tile({ item, renderItem }: { item: ResultItem; renderItem: ListViewerProps['renderItem'] }) {
  if ('value' in item) return renderItem(item.value);
  return <StatusMark status={item.step.status} words={stepWords(item.step, { now: useNow(false) })} />;
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
      <ol className={compact ? `${styles['strip']} nowheel` : `${styles['strip']} ${styles['grid']}`}>
        {items.slice(0, most).map((item, index) => (
          <li key={item.key} className={styles['tile']} data-status={item.step?.status}>
            <Tile item={item} renderItem={renderItem} />
            {onOpen && 'value' in item && (
              <button
                type="button"
                className={`${styles['open']} nodrag`}
                aria-label={`Open item ${index + 1} of ${items.length}`}
                onClick={() => onOpen(index)}
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
