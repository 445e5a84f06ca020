import { useStoreApi, ViewportPortal, type InternalNode } from '@xyflow/react';
import { useAnalysis, useDocument } from '../../../document/editor-context.ts';
import type { CardPort } from '../../../document/references.ts';
import { portAppearances } from '../../../parts/port-appearance.ts';
import { useCanvas } from '../canvas-store.ts';
import type { FlowNode } from '../to-react-flow.ts';
import { baseAt } from '../wires/wire-color.ts';
import { wirePath } from '../wires/wire-path.ts';
import type { Side } from './wire-drag.ts';
import styles from './wiring.module.css';

function placeOf(nodes: Map<string, InternalNode<FlowNode>>, end: CardPort, side: Side) {
  const node = nodes.get(end.card);
  const dot = node?.internals.handleBounds?.[side]?.find(({ id }) => id === end.port);
  if (!node || !dot) return undefined;
  const { x, y } = node.internals.positionAbsolute;
  return { x: x + dot.x + dot.width / 2, y: y + dot.y + dot.height / 2 };
}

/** The wire under the pointer, or several of them. */
export function WirePreview() {
  const flow = useStoreApi<FlowNode>();
  const wire = useCanvas((state) => state.wire);
  const aim = useCanvas((state) => state.aim);
  const wireAt = useCanvas((state) => state.wireAt);
  const workflow = useDocument((state) => state.workflow);
  const fixedSide = wire?.seeks === 'target' ? 'source' : 'target';
  const source = wire && fixedSide === 'source' ? wire.fixed[0] : undefined;
  const base = useAnalysis((state) => (source ? baseAt(source, state, workflow) : 'any'));
  if (!wire || !wireAt) return null;
  const { nodeLookup } = flow.getState();
  const fits = aim?.verdict === 'fits' && aim.port !== undefined;
  const snapped = fits
    ? placeOf(nodeLookup, { card: aim.card, port: aim.port ?? '' }, wire.seeks)
    : undefined;
  const loose = snapped ?? { x: wireAt[0], y: wireAt[1] };
  return (
    <ViewportPortal>
      <svg className={styles['preview']} style={{ color: portAppearances[base].color }}>
        {wire.fixed.map((end) => {
          const fixed = placeOf(nodeLookup, end, fixedSide);
          if (!fixed) return null;
          const spots = wire.seeks === 'target' ? [fixed, loose] : [loose, fixed];
          return (
            <path
              key={`${end.card}/${end.port}`}
              d={wirePath(spots).path}
              data-refused={aim?.verdict === 'refused' || undefined}
            />
          );
        })}
        <circle cx={loose.x} cy={loose.y} r={4} />
      </svg>
    </ViewportPortal>
  );
}
