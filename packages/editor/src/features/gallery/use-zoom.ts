import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type PointerEvent,
} from 'react';

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

interface DragHandlers {
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(): void;
}

/** What looks at a picture: the wheel zooms, dragging moves, a double click goes between whole and real size. */
export interface ZoomControl {
  /** For the frame; which is another one whenever something else was shown between two pictures. */
  frame: (element: HTMLDivElement | null) => void;
  zoom: Zoom;
  isFit: boolean;
  fit(): void;
  real(): void;
  by(factor: number): void;
  handlers: DragHandlers & { onDoubleClick(): void };
}

type Change = (next: (before: Zoom) => Zoom) => void;

function useSize(element: HTMLElement | null): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!element) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

function useWheel(element: HTMLElement | null, change: Change): void {
  useEffect(() => {
    if (!element) return undefined;
    const target = element;
    function onWheel(event: WheelEvent) {
      event.preventDefault();
      const box = target.getBoundingClientRect();
      const point = {
        x: event.clientX - box.left - box.width / 2,
        y: event.clientY - box.top - box.height / 2,
      };
      change((before) => zoomAt(before, Math.exp(-event.deltaY / 400), point));
    }
    // React's own wheel listeners are passive and could not keep the page from scrolling.
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [element, change]);
}

function useDrag(change: Change): DragHandlers {
  const last = useRef<{ x: number; y: number } | undefined>(undefined);
  return {
    onPointerDown({ button, clientX, clientY, currentTarget, pointerId }) {
      if (button !== 0) return;
      currentTarget.setPointerCapture(pointerId);
      last.current = { x: clientX, y: clientY };
    },
    onPointerMove({ clientX, clientY }) {
      const from = last.current;
      if (!from) return;
      last.current = { x: clientX, y: clientY };
      change((before) => ({
        ...before,
        x: before.x + clientX - from.x,
        y: before.y + clientY - from.y,
      }));
    },
    onPointerUp() {
      last.current = undefined;
    },
  };
}

/** Zooming and moving a picture of a size. */
export function useZoom(picture: Size | undefined): ZoomControl {
  const [element, frame] = useState<HTMLDivElement | null>(null);
  // Undefined follows the frame: the picture is seen whole, however large the frame becomes.
  const [moved, setMoved] = useState<Zoom>();
  const size = useSize(element);
  const scale = picture ? fitScale(picture, size) : 1;
  const change: Change = useCallback(
    (next) => setMoved((before) => next(before ?? { scale, x: 0, y: 0 })),
    [scale],
  );
  useWheel(element, change);
  const drag = useDrag(change);
  const fit = () => setMoved(undefined);
  const real = () => setMoved({ scale: 1, x: 0, y: 0 });
  return {
    frame,
    zoom: moved ?? { scale, x: 0, y: 0 },
    isFit: moved === undefined,
    fit,
    real,
    by: (factor) => change((before) => zoomAt(before, factor, { x: 0, y: 0 })),
    handlers: { ...drag, onDoubleClick: () => (moved === undefined ? real() : fit()) },
  };
}
