import { memo, useContext, useState, type MouseEvent, type PointerEvent } from 'react';
import { useReactFlow, type EdgeProps } from '@xyflow/react';
import { useAnalysis, useDocument, useTab } from '../../../document/editor-context.ts';
import { setReroute } from '../../../document/edits/set-reroute.ts';
import { readLayout, type Point } from '../../../document/layout.ts';
import { portAppearances } from '../../../parts/port-appearance.ts';
import { useRunView } from '../../../runs/runs-context.ts';
import { useCanvas } from '../canvas-store.ts';
import { edgeById } from '../edges-by-card.ts';
import { useDetail } from '../level-of-detail.ts';
import type { FlowEdge } from '../to-react-flow.ts';
import { WiringContext } from '../wiring/wiring-context.ts';
import { RerouteDots } from './RerouteDots.tsx';
import { WireTools } from './WireTools.tsx';
import { baseAt } from './wire-color.ts';
import { segmentAt, wirePath } from './wire-path.ts';
import styles from './EdgeLine.module.css';

const noPoints: readonly Point[] = [];
const carrying: ReadonlySet<string> = new Set(['queued', 'booting', 'running', 'retrying']);

/** What of the document and the run a wire shows. */
function useWire(id: string) {
  const { document } = useTab();
  const edge = useDocument((state) => edgeById(state.workflow, id));
  const points = useDocument((state) => readLayout(state.workflow).reroutes[id] ?? noPoints);
  const base = useAnalysis((state) =>
    edge
      ? baseAt({ card: edge.source, port: edge.sourcePort }, state, document.getState().workflow)
      : 'any',
  );
  const isCarrying =
    useRunView((view) => carrying.has(view.nodes.get(edge?.target ?? '')?.status ?? '')) ?? false;
  return { edge, points, base, isCarrying };
}

/** Where a wire can be taken off, outside of the dots of its ports. */
function Ends({ id, spots }: { id: string; spots: readonly { x: number; y: number }[] }) {
  const wiring = useContext(WiringContext);
  const [source, target] = [spots[0], spots.at(-1)];
  if (!source || !target || !wiring) return null;
  const grab = (loose: 'source' | 'target') => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    wiring.grab(event, id, loose);
  };
  return (
    <>
      <circle
        className={styles['grab']}
        cx={source.x + 22}
        cy={source.y}
        r={15}
        onPointerDown={grab('source')}
      />
      <circle
        className={styles['grab']}
        cx={target.x - 22}
        cy={target.y}
        r={15}
        onPointerDown={grab('target')}
      />
    </>
  );
}

/** A wire: smooth, in the colour of what it carries. */
export const EdgeLine = memo(function EdgeLine(props: EdgeProps<FlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, selected } = props;
  const tab = useTab();
  const flow = useReactFlow();
  const { edge, points, base, isCarrying } = useWire(id);
  const [isHovered, setIsHovered] = useState(false);
  const isMoving = useCanvas((state) => state.wire?.moving.includes(id) ?? false);
  const takesCard = useCanvas((state) => state.insertOn === id);
  const isIdle = useCanvas((state) => state.wire === undefined);
  const detail = useDetail();
  if (!edge) return null;
  const spots = [
    { x: sourceX, y: sourceY },
    ...points.map(([x, y]) => ({ x, y })),
    { x: targetX, y: targetY },
  ];
  const { path, middle } = wirePath(spots);
  const isLit = isHovered || selected === true;

  function addPoint(event: MouseEvent) {
    event.stopPropagation();
    if (tab.readOnly) return;
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const next = points.toSpliced(segmentAt(spots, at), 0, [at.x, at.y]);
    tab.document.edit('Lead a wire around', setReroute(id, next));
  }

  return (
    <g
      className={styles['wire']}
      style={{ color: portAppearances[base].color }}
      data-lit={isLit || undefined}
      data-selected={selected || undefined}
      data-moving={isMoving || undefined}
      data-takes={takesCard || undefined}
      data-carrying={isCarrying || undefined}
      onPointerEnter={() => setIsHovered(true)}
      onPointerLeave={() => setIsHovered(false)}
      onDoubleClick={addPoint}
      onAuxClick={(event) => event.button === 1 && addPoint(event)}
    >
      <path className={styles['hit']} d={path} />
      <path className={styles['line']} d={path} />
      {isCarrying && detail === 'card' && <path className={styles['dots']} d={path} />}
      {detail === 'card' && (
        <>
          <RerouteDots edge={id} points={points} isLit={isLit} />
          {isLit && isIdle && !tab.readOnly && <Ends id={id} spots={spots} />}
          <WireTools edge={edge} at={middle} isLit={isLit && isIdle} />
        </>
      )}
    </g>
  );
});
