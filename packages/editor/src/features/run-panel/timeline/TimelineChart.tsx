import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { formatTime } from '../../../parts/format-time.ts';
import { useVirtualRows } from '../../../ui/use-virtual-rows.ts';
import { axisMarks, type TimelineRow, type TimeRange } from './timeline-rows.ts';
import { TimelineLine } from './TimelineLine.tsx';
import styles from './timeline.module.css';

interface TimelineChartProps {
  rows: readonly TimelineRow[];
  range: TimeRange;
  now: number;
  /** 1 shows the whole run. */
  zoom: number;
  critical: ReadonlySet<string>;
  onZoom: (factor: number) => void;
  onSelect: (nodeId: string) => void;
  onToggle: (nodeId: string) => void;
}

const labelWidthPx = 200;
const rowHeightPx = 28;
const axisHeightPx = 24;
const edgePx = 24;

/** Zooms by wheel with the zoom key held, as a pinch on a touchpad comes. */
function useWheelZoom(onZoom: (factor: number) => void) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = element.current;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      onZoom(Math.exp(-event.deltaY / 240));
    };
    target?.addEventListener('wheel', onWheel, { passive: false });
    return () => target?.removeEventListener('wheel', onWheel);
  }, [onZoom]);
  return element;
}

function Axis({ range, pxPerMs, width }: { range: TimeRange; pxPerMs: number; width: number }) {
  return (
    <div className={styles['axis']} style={{ height: axisHeightPx }} aria-hidden>
      <div className={styles['corner']} style={{ width: labelWidthPx }} />
      <div className={styles['marks']} style={{ width }}>
        {axisMarks(range.to - range.from, width).map((atMs) => (
          <span key={atMs} className={styles['mark']} style={{ left: atMs * pxPerMs }}>
            {atMs === 0 ? '0' : formatTime(atMs)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The timeline, drawn: only the lines that are in view. */
export function TimelineChart(props: TimelineChartProps) {
  const { rows, range, now, zoom, critical, onZoom, onSelect, onToggle } = props;
  const scroll = useWheelZoom(onZoom);
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const trackWidth = Math.max(160, width - labelWidthPx - edgePx) * zoom;
  const pxPerMs = trackWidth / (range.to - range.from);
  const virtual = useVirtualRows({
    count: rows.length,
    scroll,
    rowHeightPx,
    marginPx: axisHeightPx,
  });
  return (
    <div ref={sizeRef} className={styles['frame']}>
      <div ref={scroll} className={styles['scroll']}>
        <div style={{ width: labelWidthPx + trackWidth + edgePx }}>
          <Axis range={range} pxPerMs={pxPerMs} width={trackWidth} />
          <ul
            className={styles['lines']}
            aria-label="Timeline of the run"
            style={{ height: virtual.heightPx }}
          >
            {virtual.rows.map(({ index, topPx }) => {
              const row = rows[index];
              return row ? (
                <li
                  key={row.key}
                  className={styles['line']}
                  aria-setsize={rows.length}
                  aria-posinset={index + 1}
                  style={{ transform: `translateY(${topPx}px)` }}
                >
                  <TimelineLine
                    row={row}
                    from={range.from}
                    now={now}
                    pxPerMs={pxPerMs}
                    isCritical={critical.has(row.key)}
                    onSelect={onSelect}
                    onToggle={onToggle}
                  />
                </li>
              ) : null;
            })}
          </ul>
        </div>
      </div>
    </div>
  );
}
