import { useMemo, useState } from 'react';
import { Modal, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { isArtifactRef, type ArtifactRef } from '@catena/engine';
import { useAnalysis, useDocument } from '../../document/editor-context.ts';
import { useRunView } from '../../runs/runs-context.ts';
import { ArtifactActions } from '../../parts/ArtifactActions.tsx';
import { ValueView } from '../../parts/ValueView.tsx';
import { valueKind } from '../../parts/viewers/value-kind.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Facts } from './Facts.tsx';
import { Filmstrip } from './Filmstrip.tsx';
import { compareCandidate, listViewerItems, startPosition, type ViewerItem } from './list-viewer-items.ts';
import { PictureStage } from './PictureStage.tsx';
import { useViewerKeys } from './use-viewer-keys.ts';
import { useZoom, type ZoomControl } from './use-zoom.ts';
import { ZoomTools } from './ZoomTools.tsx';
import styles from './Viewer.module.css';

export interface ViewerProps {
  card: string;
  port?: string | undefined;
  index?: number | undefined;
  onClose: () => void;
}

function pictureOf(item: ViewerItem | undefined): ArtifactRef | undefined {
  if (!item || !isArtifactRef(item.value)) return undefined;
  return valueKind(item.value) === 'image' ? item.value : undefined;
}

function useItems(card: string): ViewerItem[] {
  const workflow = useDocument((state) => state.workflow);
  const ports = useAnalysis((state) => state.ports);
  const nodes = useAnalysis(({ typed }) => typed.nodes);
  const view = useRunView((shown) => shown);
  return useMemo(
    () => listViewerItems(card, { workflow, order: nodes.keys(), ports, view }),
    [card, workflow, nodes, ports, view],
  );
}

interface StageProps {
  item: ViewerItem;
  other: ArtifactRef | undefined;
  control: ZoomControl;
  size: { width: number; height: number } | undefined;
  onSize: (size: { width: number; height: number }) => void;
}

function Stage({ item, other, control, size, onSize }: StageProps) {
  const picture = pictureOf(item);
  if (!picture) {
    return (
      <div className={styles['value']}>
        <ValueView key={item.key} value={item.value} type={item.port && { ...item.port.type, depth: 0 }} />
      </div>
    );
  }
  return <PictureStage picture={picture} other={other} size={size} control={control} onSize={onSize} />;
}

function CompareChoice(props: {
  items: readonly ViewerItem[];
  position: number;
  value: number;
  onChange: (position: number) => void;
}) {
  const { items, position, value, onChange } = props;
  const data = items.flatMap((item, index) =>
    index !== position && pictureOf(item)
      ? [{ value: String(index), label: `${item.title}${item.place.length > 0 ? ` ${item.place.join('.')}` : ''}` }]
      : [],
  );
  return (
    <Select
      size="xs"
      aria-label="Compare with"
      allowDeselect={false}
      data={data}
      value={String(value)}
      comboboxProps={{ withinPortal: false }}
      onChange={(next) => next !== null && onChange(Number(next))}
    />
  );
}

function Opened({ items, start, onClose }: { items: readonly ViewerItem[]; start: number; onClose: () => void }) {
  const [key, setKey] = useState(items[start]?.key);
  const [compared, setCompared] = useState<number>();
  const [sizes, setSizes] = useState<Record<string, { width: number; height: number }>>({});
  const position = Math.max(0, items.findIndex((item) => item.key === key));
  const item = items[position];
  const picture = pictureOf(item);
  const size = picture && (sizes[picture.$artifact] ?? sizeOf(picture));
  const control = useZoom(size);
  function go(to: number) {
    const next = items[(to + items.length) % items.length];
    if (!next) return;
    setKey(next.key);
    setCompared(undefined);
    if (!pictureOf(next)) control.fit();
  }
  const candidate = compareCandidate(items, position, (other) => pictureOf(other) !== undefined);
  const toggleCompare = () => setCompared(compared === undefined ? candidate : undefined);
  useViewerKeys({ position, count: items.length, go, control, toggleCompare });
  if (!item) return null;
  const other = compared === undefined ? undefined : pictureOf(items[compared]);
  return (
    <>
      <header className={styles['bar']}>
        <h2 className={styles['title']}>{item.title}</h2>
        <span className={styles['muted']} aria-live="polite">
          {position + 1} of {items.length}
        </span>
        <span className={styles['tools']}>
          {picture && (
            <ZoomTools
              control={control}
              isComparing={other !== undefined}
              onCompare={candidate === undefined ? undefined : toggleCompare}
            />
          )}
          {compared !== undefined && (
            <CompareChoice items={items} position={position} value={compared} onChange={setCompared} />
          )}
          {isArtifactRef(item.value) && <ArtifactActions artifact={item.value} stem={item.title} />}
          <IconButton label="Close" hint="Esc" onClick={onClose}>
            <IconX size={18} />
          </IconButton>
        </span>
      </header>
      <div className={styles['middle']}>
        <div className={styles['stage']}>
          <Stage
            item={item}
            other={other}
            control={control}
            size={size}
            onSize={(measured) => picture && setSizes((known) => ({ ...known, [picture.$artifact]: measured }))}
          />
          {items.length > 1 && (
            <>
              <IconButton label="Previous" hint="←" className={styles['previous'] ?? ''} size={40} variant="default" onClick={() => go(position - 1)}>
                <IconChevronLeft size={20} />
              </IconButton>
              <IconButton label="Next" hint="→" className={styles['next'] ?? ''} size={40} variant="default" onClick={() => go(position + 1)}>
                <IconChevronRight size={20} />
              </IconButton>
            </>
          )}
        </div>
        <Facts item={item} />
      </div>
      {items.length > 1 && <Filmstrip items={items} position={position} onSelect={go} />}
    </>
  );
}

function sizeOf({ width, height }: ArtifactRef): { width: number; height: number } | undefined {
  return width === undefined || height === undefined ? undefined : { width, height };
}

/** Results at their full size, one after the other; pictures to be zoomed, moved and compared. */
export function Viewer({ card, port, index, onClose }: ViewerProps) {
  const items = useItems(card);
  return (
    <Modal
      opened
      fullScreen
      withCloseButton={false}
      onClose={onClose}
      transitionProps={{ duration: 0 }}
      aria-label="Results"
      classNames={{ body: styles['body'] ?? '', content: styles['content'] ?? '' }}
    >
      {items.length === 0 ? (
        <EmptyState title="Nothing to look at yet">Run the workflow, then its results are here.</EmptyState>
      ) : (
        <Opened items={items} start={startPosition(items, { card, port, index })} onClose={onClose} />
      )}
    </Modal>
  );
}
