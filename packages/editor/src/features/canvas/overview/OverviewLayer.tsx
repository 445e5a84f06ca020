import { useEffect, useRef } from 'react';
import { useStoreApi } from '@xyflow/react';
import { useEditor, useTab } from '../../../document/editor-context.ts';
import { useRuns } from '../../../runs/runs-context.ts';
import { useCanvasStore } from '../canvas-store.ts';
import { createLayer } from './create-layer.ts';
import styles from './overview.module.css';

/** All cards and wires on one canvas, while so many are in view that elements would be slow. */
export function OverviewLayer() {
  const { key, document, analysis } = useTab();
  const { previewUrl } = useEditor().client.artifacts;
  const canvas = useCanvasStore();
  const runs = useRuns();
  const flow = useStoreApi();
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    return createLayer({
      element: element.current,
      tab: { key, document, analysis },
      canvas,
      runs,
      flow,
      previewUrl,
    });
  }, [key, document, analysis, canvas, runs, flow, previewUrl]);
  return <canvas ref={element} className={styles['layer']} hidden aria-hidden />;
}
