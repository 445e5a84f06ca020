import { memo } from 'react';
import { MiniMap, type MiniMapNodeProps } from '@xyflow/react';
import { parseCardId } from '../../../document/card-id.ts';
import { useDocument, useView } from '../../../document/editor-context.ts';
import { statusAppearances } from '../../../parts/status-appearance.ts';
import { useNodeRun } from '../../../runs/runs-context.ts';
import { hasCards } from './has-cards.ts';
import styles from './overlays.module.css';

/** A card on the minimap, in the colour of its state. */
const MiniMapCard = memo(function MiniMapCard(props: MiniMapNodeProps) {
  const { id, x, y, width, height, selected } = props;
  const status = useNodeRun(id)?.status;
  return (
    <rect
      className={styles['miniCard']}
      data-kind={parseCardId(id).kind}
      data-selected={selected || undefined}
      x={x}
      y={y}
      width={width}
      height={height}
      rx={14}
      {...(status && { style: { fill: statusAppearances[status].color } })}
    />
  );
});

/** The whole workflow at a glance; shows states while it runs. */
export function CanvasMiniMap() {
  const isShown = useView((state) => state.minimap);
  const isEmpty = useDocument(({ workflow }) => !hasCards(workflow));
  if (!isShown || isEmpty) return null;
  return (
    <MiniMap
      className={styles['minimap'] ?? ''}
      ariaLabel="Minimap"
      nodeComponent={MiniMapCard}
      pannable
      zoomable
      style={{ width: 168, height: 112 }}
      maskColor="transparent"
    />
  );
}
