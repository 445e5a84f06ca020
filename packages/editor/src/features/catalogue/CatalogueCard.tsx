import type { DragEvent } from 'react';
import { providerTitle, describeRunCount } from '../../parts/models/provider-words.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { ModelCover } from './ModelCover.tsx';
import styles from './CatalogueCard.module.css';

/** Short facts on a model, the one that decides first. */
export function listBadges({ summary, published }: CatalogueEntry): string[] {
  if (published) {
    const count = published.versions.length;
    return [count === 1 ? '1 version' : `${count} versions`];
  }
  if (!summary) return [];
  const { warmth, isOfficial, metered, runCount } = summary;
  const badges: string[] = [];
  if (isOfficial) badges.push('official');
  else if (warmth !== undefined) badges.push(warmth);
  badges.push(metered ? 'paid' : 'free');
  if (runCount !== undefined && runCount > 0) badges.push(describeRunCount(runCount));
  return badges;
}

interface CatalogueCardProps {
  entry: CatalogueEntry;
  onDragStart(event: DragEvent): void;
  onDragEnd(): void;
}

/** A model in the grid of the catalogue. */
export function CatalogueCard({ entry, onDragStart, onDragEnd }: CatalogueCardProps) {
  const { summary, title, name, description, source } = entry;
  return (
    <div
      className={styles['card']}
      draggable
      data-unavailable={summary?.unavailable !== undefined || undefined}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
    >
      <div className={styles['cover']}>
        <ModelCover entry={entry} width={256} />
        <span className={styles['source']}>{providerTitle(source)}</span>
      </div>
      <div className={styles['body']}>
        <span className={styles['title']}>{title}</span>
        {title !== name && <span className={styles['name']}>{name}</span>}
        <span className={styles['words']}>
          {summary?.unavailable ?? (description || 'No description.')}
        </span>
        <span className={styles['foot']}>
          {listBadges(entry).map((badge) => (
            <span key={badge} className={styles['badge']} data-badge={badge}>
              {badge}
            </span>
          ))}
          {summary?.licence !== undefined && !/^https?:/.test(summary.licence) && (
            <span className={styles['licence']} title={`Licence ${summary.licence}`}>
              {summary.licence}
            </span>
          )}
        </span>
      </div>
    </div>
  );
}
