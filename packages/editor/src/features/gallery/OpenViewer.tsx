import { useState } from 'react';
import { IconX } from '@tabler/icons-react';
import { isArtifactRef, type ArtifactRef } from '@catena/engine';
import { ArtifactActions } from '../../parts/ArtifactActions.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { CompareChoice } from './CompareChoice.tsx';
import { Facts } from './Facts.tsx';
import { Filmstrip } from './Filmstrip.tsx';
import { compareCandidate, type ViewerItem } from './list-viewer-items.ts';
import { Stage } from './Stage.tsx';
import { useViewerKeys } from './use-viewer-keys.ts';
import { useZoom, type ZoomControl } from './use-zoom.ts';
import { pictureOf } from './viewer-picture.ts';
import { ZoomTools } from './ZoomTools.tsx';
import styles from './Viewer.module.css';

interface Size {
  width: number;
  height: number;
}

function knownSize(picture: ArtifactRef | undefined): Size | undefined {
  if (picture?.width === undefined || picture.height === undefined) return undefined;
  return { width: picture.width, height: picture.height };
}

interface BarProps {
  items: readonly ViewerItem[];
  position: number;
  control: ZoomControl;
  /** Of the picture that is compared with. */
  compared: number | undefined;
  onCompare: (position: number | undefined) => void;
  candidate: number | undefined;
  onClose: () => void;
}

function Bar({ items, position, control, compared, onCompare, candidate, onClose }: BarProps) {
  const item = items[position];
  if (!item) return null;
  const toggle = () => onCompare(compared === undefined ? candidate : undefined);
  return (
    <div className={styles['bar']}>
      <h2 className={styles['title']}>{item.title}</h2>
      <span className={styles['muted']} aria-live="polite">
        {position + 1} of {items.length}
      </span>
      <span className={styles['tools']}>
        {pictureOf(item) && (
          <ZoomTools
            control={control}
            isComparing={compared !== undefined}
            onCompare={candidate === undefined ? undefined : toggle}
          />
        )}
        {compared !== undefined && (
          <CompareChoice items={items} position={position} value={compared} onChange={onCompare} />
        )}
        {isArtifactRef(item.value) && <ArtifactActions artifact={item.value} stem={item.title} />}
        <IconButton label="Close" hint="Esc" onClick={onClose}>
          <IconX size={18} />
        </IconButton>
      </span>
    </div>
  );
}

export interface OpenViewerProps {
  items: readonly ViewerItem[];
  /** Where to begin. */
  start: number;
  onClose: () => void;
}

/** The viewer with something to look at. */
export function OpenViewer({ items, start, onClose }: OpenViewerProps) {
  // By key: while a run goes on, items come in before the one that is looked at.
  const [key, setKey] = useState(items[start]?.key);
  const [comparedKey, setComparedKey] = useState<string>();
  const [measured, setMeasured] = useState<Readonly<Record<string, Size>>>({});
  const positionOf = (wanted: string | undefined) =>
    items.findIndex((candidate) => candidate.key === wanted);
  const position = Math.max(0, positionOf(key));
  const compared = comparedKey === undefined ? undefined : positionOf(comparedKey);
  const setCompared = (to: number | undefined) =>
    setComparedKey(to === undefined ? undefined : items[to]?.key);
  const item = items[position];
  const picture = pictureOf(item);
  const size = knownSize(picture) ?? (picture && measured[picture.$artifact]);
  const control = useZoom(size);
  const candidate = compareCandidate(items, position, (other) => pictureOf(other) !== undefined);

  function go(to: number) {
    const next = items[(to + items.length) % items.length];
    if (!next) return;
    setKey(next.key);
    setCompared(undefined);
    control.fit();
  }
  const toggleCompare = () => setCompared(compared === undefined ? candidate : undefined);
  useViewerKeys({ position, count: items.length, go, control, toggleCompare });
  if (!item) return null;
  const tools = { compared, onCompare: setCompared, candidate, onClose };
  return (
    <>
      <Bar items={items} position={position} control={control} {...tools} />
      <div className={styles['middle']}>
        <Stage
          item={item}
          other={compared === undefined ? undefined : items[compared]}
          control={control}
          size={size}
          onSize={(found) =>
            picture && setMeasured((known) => ({ ...known, [picture.$artifact]: found }))
          }
          onStep={items.length > 1 ? (by) => go(position + by) : undefined}
        />
        <Facts item={item} />
      </div>
      {items.length > 1 && <Filmstrip items={items} position={position} onSelect={go} />}
    </>
  );
}
