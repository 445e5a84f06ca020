import { ViewportPortal } from '@xyflow/react';
import { useCanvas } from '../canvas-store.ts';
import styles from './overlays.module.css';

/** Lines that show what a dragged card is in line with. */
export function HelperLines() {
  const guides = useCanvas((state) => state.guides);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={styles['guides']} aria-hidden>
        {guides.map(({ axis, at, from, to }) =>
          axis === 'x' ? (
            <line key="x" x1={at} x2={at} y1={from} y2={to} />
          ) : (
            <line key="y" x1={from} x2={to} y1={at} y2={at} />
          ),
        )}
      </svg>
    </ViewportPortal>
  );
}
