import { useEffect, useMemo } from 'react';
import { useStoreApi } from '@xyflow/react';
import { useEditor, useTab } from '../../../document/editor-context.ts';
import { useCanvasStore } from '../canvas-store.ts';
import type { FlowNode } from '../to-react-flow.ts';
import { Wiring } from './wiring.ts';

/** Wires of the canvas around a component. */
export function useWiring(): Wiring {
  const editor = useEditor();
  const tab = useTab();
  const canvas = useCanvasStore();
  const flow = useStoreApi<FlowNode>();
  const wiring = useMemo(
    () => new Wiring({ canvas, editor, tab, flow }),
    [canvas, editor, tab, flow],
  );
  useEffect(() => () => wiring.cancel(), [wiring]);
  return wiring;
}
