import { memo, useContext, type PointerEvent } from 'react';
import type { PortType } from '@catena/engine';
import { useTab } from '../../document/editor-context.ts';
import { disconnectAll } from '../../document/edits/disconnect.ts';
import { PortMark } from '../../parts/PortMark.tsx';
import { useCanvas, type CanvasState } from './canvas-store.ts';
import { WiringContext } from './wiring/wiring-context.ts';
import type { Side } from './wiring/wire-drag.ts';
import styles from './PortHandle.module.css';

export interface PortHandleProps {
  card: string;
  port: string;
  side: Side;
  type: PortType;
  /** A wire ends or begins here. */
  isWired?: boolean;
}

/** How the port stands to the wire that is being dragged; nothing where there is none. */
function standing({ wire, aim }: CanvasState, { card, port, side }: PortHandleProps) {
  if (!wire) return undefined;
  const isFixed = wire.fixed.some((end) => end.card === card && end.port === port);
  if (isFixed && wire.seeks !== side) return 'fixed';
  if (wire.seeks !== side) return 'refused';
  if (aim?.card === card && aim.port === port) return aim.verdict === 'fits' ? 'aimed' : 'refused';
  return wire.judge({ card, port });
}

/**
 * The dot that draws a port. A plain element and not React Flow's handle: wires are ours, and a
 * canvas has thousands of dots. React Flow measures it by the class `source` or `target`.
 */
export const PortHandle = memo(function PortHandle(props: PortHandleProps) {
  const { card, port, side, type, isWired = false } = props;
  const tab = useTab();
  const wiring = useContext(WiringContext);
  const stands = useCanvas((state) => standing(state, props));

  function press(event: PointerEvent) {
    if (event.button !== 0 || !wiring) return;
    event.preventDefault();
    event.stopPropagation();
    if ((event.ctrlKey || event.metaKey) && event.altKey) {
      tab.document.edit('Remove wires', disconnectAll({ card, port, side }));
    } else wiring.begin(event, { card, port }, side);
  }

  return (
    <div
      className={`${styles['handle']} nodrag nopan`}
      data-side={side}
      data-port={port}
      data-standing={stands}
      data-wired={isWired || undefined}
      onPointerDown={press}
      // React Flow's dragging of cards listens to the mouse, not to the pointer.
      onMouseDown={(event) => event.stopPropagation()}
      aria-hidden
    >
      <PortMark type={type} size={12} decorative />
      <span
        className={`${styles['end']} ${side}`}
        data-handleid={port}
        data-handlepos={side === 'source' ? 'right' : 'left'}
      />
    </div>
  );
});
