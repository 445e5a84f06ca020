import { useCallback, useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';

/** How a picture lies in its frame: its scale, and where its middle is from the middle of the frame, in pixels. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

interface Size {
  width: number;
  height: number;
}

const [least, most] = [0.05, 8];
/** A small picture is not blown up further than this to fill the frame. */
const mostFit = 2;

/** The scale at which a picture is seen whole. */
export function fitScale(picture: Size, frame: Size): number {
  if (picture.width === 0 || picture.height === 0 || frame.width === 0) return 1;
  return Math.min(mostFit, frame.width / picture.width, frame.height / picture.height);
}

/** Zooms by a factor so that the point under the pointer stays where it is. */
export function zoomAt(zoom: Zoom, factor: number, point: { x: number; y: number }): Zoom {
  const scale = Math.min(most, Math.max(least, zoom.scale * factor));
  const real = scale / zoom.scale;
  return { scale, x: point.x - (point.x - zoom.x) * real, y: point.y - (point.y - zoom.y) * real };
}

/** What looks at a picture: the wheel zooms, dragging moves, a double click goes between whole and real size. */
export interface ZoomControl {
  frame: RefObject<HTMLDivElement | null>;
  zoom: Zoom;
  isFit: boolean;
  fit(): void;
  real(): void;
  by(factor: number): void;
  handlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onDoubleClick(): void;
  };
}

/** Zooming and moving a picture of a size. */
export function useZoom(picture: Size | undefined): ZoomControl {
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number } | undefined>(undefined);
  // Undefined follows the frame: the picture is seen whole, however large the frame becomes.
  const [moved, setMoved] = useState<Zoom>();
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const whole: Zoom = { scale: picture ? fitScale(picture, size) : 1, x: 0, y: 0 };
  const zoom = moved ?? whole;
  const change = useCallback(
    (next: (before: Zoom) => Zoom) => setMoved((before) => next(before ?? { scale: whole.scale, x: 0, y: 0 })),
    [whole.scale],
  );

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    function onWheel(event: WheelEvent) {
      event.preventDefault();
      const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
      const point = { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
      change((before) => zoomAt(before, Math.exp(-event.deltaY / 400), point));
    }
    // React's own wheel listeners are passive and could not keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [change]);

  const fit = () => setMoved(undefined);
  const real = () => setMoved({ scale: 1, x: 0, y: 0 });
  return {
    frame,
    zoom,
    isFit: moved === undefined,
    fit,
    real,
    by: (factor) => change((before) => zoomAt(before, factor, { x: 0, y: 0 })),
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove(event) {
        const from = drag.current;
        if (!from) return;
        drag.current = { x: event.clientX, y: event.clientY };
        change((before) => ({ ...before, x: before.x + event.clientX - from.x, y: before.y + event.clientY - from.y }));
      },
      onPointerUp() {
        drag.current = undefined;
      },
      onDoubleClick: () => (moved === undefined ? real() : fit()),
    },
  };
}
