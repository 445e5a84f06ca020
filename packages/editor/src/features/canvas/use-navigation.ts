import { useMemo } from 'react';
import { SelectionMode, useKeyPress, type ReactFlowProps } from '@xyflow/react';
import { useTab, useView } from '../../document/editor-context.ts';
import type { FlowEdge, FlowNode } from './to-react-flow.ts';

type FlowProps = ReactFlowProps<FlowNode, FlowEdge>;

const multiSelectKeys = ['Meta', 'Control', 'Shift'];
const zoomKeys = ['Meta', 'Control'];
const snapGrid: [number, number] = [16, 16];

const leftAndMiddle = [0, 1];
const middle = [1];

/** Left-drag selects and the wheel pans, as in drawing programs. */
const standard: FlowProps = {
  selectionOnDrag: true,
  selectionKeyCode: null,
  panOnDrag: middle,
  panOnScroll: true,
  zoomOnScroll: false,
};

/** Left-drag pans and the wheel zooms, as in older node editors; Shift-drag selects. */
const legacy: FlowProps = {
  selectionOnDrag: false,
  selectionKeyCode: 'Shift',
  panOnDrag: leftAndMiddle,
  panOnScroll: false,
  zoomOnScroll: true,
};

/** The hand moves the canvas wherever it is put. */
const hand: FlowProps = {
  selectionOnDrag: false,
  selectionKeyCode: null,
  panOnDrag: leftAndMiddle,
};

const always: FlowProps = {
  selectionMode: SelectionMode.Partial,
  multiSelectionKeyCode: multiSelectKeys,
  zoomActivationKeyCode: zoomKeys,
  panActivationKeyCode: 'Space',
  // Deleting is a command, with keys that people may change.
  deleteKeyCode: null,
  zoomOnDoubleClick: false,
  zoomOnPinch: true,
  nodeClickDistance: 5,
  paneClickDistance: 5,
  nodeDragThreshold: 4,
  snapGrid,
  elevateNodesOnSelect: true,
  autoPanOnNodeDrag: true,
};

/** What mouse, wheel and modifier keys do on the canvas. */
export function useNavigation(): FlowProps {
  const { readOnly } = useTab();
  const navigation = useView((state) => state.navigation);
  const isHand = useView((state) => state.tool === 'hand');
  const snapToGrid = useView((state) => state.snapToGrid);
  const isPanning = useKeyPress('Space') || isHand;
  const isLoose = useKeyPress('Shift');
  return useMemo(
    () => ({
      ...always,
      ...(navigation === 'standard' ? standard : legacy),
      ...(isHand && hand),
      // A card that cannot be dragged lets the canvas be dragged over it.
      nodesDraggable: !isPanning && !readOnly,
      snapToGrid: snapToGrid && !isLoose,
    }),
    [navigation, isHand, isPanning, isLoose, snapToGrid, readOnly],
  );
}
