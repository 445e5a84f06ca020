import { useEffect, useRef } from 'react';
import { Panel, useReactFlow, useStoreApi } from '@xyflow/react';
import { useTab, useView } from '../../../document/editor-context.ts';
import { useRuns } from '../../../runs/runs-context.ts';
import { useCanvasStore } from '../canvas-store.ts';
import { createMiniMap } from '../overview/create-mini-map.ts';
import styles from './overlays.module.css';

/** The whole workflow at a glance; shows states while it runs. */
export function CanvasMiniMap() {
  const isShown = useView((state) => state.minimap);
  return isShown ? <MiniMap /> : null;
}

function MiniMap() {
  const { key, document, analysis } = useTab();
  const canvas = useCanvasStore();
  const runs = useRuns();
  const flow = useStoreApi();
  const { setCenter, zoomTo } = useReactFlow();
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    return createMiniMap({
      element: element.current,
      tab: { key, document, analysis },
      canvas,
      runs,
      flow,
      onCenter: ({ x, y }) => void setCenter(x, y, { zoom: flow.getState().transform[2] }),
      onZoom: (factor) => void zoomTo(flow.getState().transform[2] * factor),
    });
  }, [key, document, analysis, canvas, runs, flow, setCenter, zoomTo]);
  return (
    <Panel position="bottom-right" className={styles['minimap'] ?? ''}>
      <canvas ref={element} role="img" aria-label="Minimap" />
    </Panel>
  );
}
