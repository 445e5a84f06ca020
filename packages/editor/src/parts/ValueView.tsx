import type { PortType } from '@catena/engine';
import { toItems } from './collect-results.ts';
import { allViewers } from './viewers/all-viewers.ts';
import { ListViewer } from './viewers/ListViewer.tsx';
import { OpenButton } from './viewers/OpenButton.tsx';
import { valueKind } from './viewers/value-kind.ts';
import styles from './viewers/viewers.module.css';

export interface ValueViewProps {
  /** An artifact, a text, a number, JSON, or a list of them. */
  value: unknown;
  /** Of the port that it comes from; helps where the value does not say what it is. */
  type?: PortType | undefined;
  /** Small, as on a node. */
  compact?: boolean;
  /** Makes the value, or each item of a list, open with a click or by keyboard. */
  onOpen?: (index: number) => void;
}

/** Shows a value with the viewer for its kind. */
export function ValueView({ value, type, compact = false, onOpen }: ValueViewProps) {
  if (Array.isArray(value) && type?.base !== 'json') {
    const itemType = type && { ...type, depth: Math.max(0, type.depth - 1) };
    return (
      <ListViewer
        items={toItems(value)}
        renderItem={(item) => <ValueView value={item} type={itemType} compact />}
        compact={compact}
        onOpen={onOpen}
      />
    );
  }
  const kind = valueKind(value, type);
  const Viewer = allViewers[kind];
  const viewer = <Viewer value={value} compact={compact} />;
  if (!onOpen) return viewer;
  return (
    <div className={styles['single']}>
      {viewer}
      <OpenButton
        label="Open large"
        covers={kind === 'image'}
        isDraggable
        onOpen={() => onOpen(0)}
      />
    </div>
  );
}
