import { useState, type PointerEvent } from 'react';
import { useReactFlow } from '@xyflow/react';
import { useTab } from '../../../document/editor-context.ts';
import { setReroute } from '../../../document/edits/set-reroute.ts';
import type { Point } from '../../../document/layout.ts';
import styles from './EdgeLine.module.css';

export interface RerouteDotsProps {
  edge: string;
  points: readonly Point[];
  isLit: boolean;
}

/** The points that a wire goes through: drag to move, double click to remove. */
export function RerouteDots({ edge, points, isLit }: RerouteDotsProps) {
  const { document, readOnly } = useTab();
  const flow = useReactFlow();
  const [held, setHeld] = useState<number>();

  function move(event: PointerEvent, index: number) {
    if (held !== index) return;
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    document.edit('Move a point of a wire', setReroute(edge, points.with(index, [x, y])), {
      coalesce: `reroute:${edge}.${index}`,
    });
  }
  function press(event: PointerEvent, index: number) {
    if (event.button !== 0 || readOnly) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setHeld(index);
  }
  function release() {
    setHeld(undefined);
    document.settle();
  }

  return points.map(([x, y], index) => (
    <circle
      // Points have nothing but their order.
      key={index}
      className={styles['point']}
      data-lit={isLit || undefined}
      cx={x}
      cy={y}
      r={5}
      onPointerDown={(event) => press(event, index)}
      onPointerMove={(event) => move(event, index)}
      onPointerUp={release}
      onPointerCancel={release}
      onDoubleClick={(event) => {
        event.stopPropagation();
        if (readOnly) return;
        document.edit('Remove a point of a wire', setReroute(edge, points.toSpliced(index, 1)));
      }}
    />
  ));
}
