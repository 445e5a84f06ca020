import { useEffect, useRef } from 'react';
import { isArtifactRef } from '@catena/engine';
import { useEditor } from '../../document/editor-context.ts';
import { portAppearances } from '../../parts/port-appearance.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { valueKind } from '../../parts/viewers/value-kind.ts';
import type { ViewerItem } from './list-viewer-items.ts';
import styles from './Viewer.module.css';

/** Pixels, twice what is drawn, for dense screens. */
const thumbnailWidth = 128;

/** How many there are on each side of the current one. */
const reach = 60;

/** Characters of a text that have room. */
const longestWords = 36;

function Thumbnail({ item }: { item: ViewerItem }) {
  const { artifacts } = useEditor().client;
  const kind = valueKind(item.value, item.port?.type);
  if (kind === 'image' && isArtifactRef(item.value)) {
    return (
      <img src={artifacts.previewUrl(item.value.$artifact, thumbnailWidth)} alt="" loading="lazy" />
    );
  }
  if (typeof item.value === 'string' || typeof item.value === 'number') {
    return <span className={styles['words']}>{String(item.value).slice(0, longestWords)}</span>;
  }
  return <PortMark type={{ base: kind, depth: 0 }} size={18} decorative />;
}

export interface FilmstripProps {
  items: readonly ViewerItem[];
  position: number;
  onSelect: (position: number) => void;
}

/** All results, small, in a row. */
export function Filmstrip({ items, position, onSelect }: FilmstripProps) {
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [position]);
  const first = Math.max(0, position - reach);
  return (
    <div className={styles['strip']} role="group" aria-label="All results">
      {items.slice(first, position + reach + 1).map((item, offset) => {
        const index = first + offset;
        const kind = portAppearances[valueKind(item.value, item.port?.type)].label;
        return (
          <button
            key={item.key}
            ref={index === position ? current : undefined}
            type="button"
            className={styles['thumb']}
            aria-current={index === position}
            aria-label={`${item.title}, ${kind}, ${index + 1} of ${items.length}`}
            onClick={() => onSelect(index)}
          >
            <Thumbnail item={item} />
          </button>
        );
      })}
    </div>
  );
}
