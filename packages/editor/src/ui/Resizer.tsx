import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import classes from './Resizer.module.css';

interface ResizerProps {
  /** What it makes larger and smaller, for screen readers. */
  label: string;
  /** The side of the panel at which it lies. */
  edge: 'left' | 'right' | 'top';
  /** Pixels. */
  size: number;
  min: number;
  max: number;
  onResize: (size: number) => void;
  /** The size that a double-click goes back to. */
  initialSize?: number;
}

const step = 16;

/** A line that is dragged, or moved by the arrow keys, to give a panel another size. */
export function Resizer(props: ResizerProps) {
  const { label, edge, size, min, max, onResize, initialSize } = props;
  const [start, setStart] = useState<{ at: number; size: number }>();
  const horizontal = edge === 'top';
  const sign = edge === 'right' ? 1 : -1;
  const resize = (next: number) => onResize(Math.round(Math.min(max, Math.max(min, next))));
  const place = (event: PointerEvent) => (horizontal ? event.clientY : event.clientX);

  function onKeyDown(event: KeyboardEvent) {
    const [grow, shrink] = horizontal
      ? ['ArrowUp', 'ArrowDown']
      : edge === 'right'
        ? ['ArrowRight', 'ArrowLeft']
        : ['ArrowLeft', 'ArrowRight'];
    const sizes: Readonly<Record<string, number>> = {
      [grow]: size + step,
      [shrink]: size - step,
      Home: min,
      End: max,
    };
    const next = sizes[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(next);
  }

  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation={horizontal ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={classes.resizer}
      data-dragging={start ? true : undefined}
      onKeyDown={onKeyDown}
      onDoubleClick={() => initialSize !== undefined && resize(initialSize)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart({ at: place(event), size });
      }}
      onPointerMove={(event) => start && resize(start.size + sign * (place(event) - start.at))}
      onPointerUp={() => setStart(undefined)}
      onPointerCancel={() => setStart(undefined)}
    />
  );
}
