import type { ReactFlowState } from '@xyflow/react';
import type { FlowNode } from '../to-react-flow.ts';

/** Pixels from an edge of the canvas within which it moves along. */
const margin = 40;
const longestStep = 15;

type Screen = Pick<MouseEvent, 'clientX' | 'clientY' | 'shiftKey'>;

/** Pixels to pan by for a pointer at a place between two edges. */
export function edgeStep(at: number, from: number, to: number): number {
  const before = from + margin - at;
  const after = at - (to - margin);
  const deep = Math.min(1, Math.max(before, after) / margin);
  if (deep <= 0) return 0;
  return (before > after ? 1 : -1) * deep * longestStep;
}

/** Moves the canvas while the pointer is near its edge. */
export function createEdgePanning(
  flow: { getState(): ReactFlowState<FlowNode> },
  onPanned: (event: Screen) => void,
) {
  let frame = 0;
  let last: Screen | undefined;

  function pan() {
    frame = 0;
    const { domNode, panBy } = flow.getState();
    const bounds = domNode?.getBoundingClientRect();
    if (!last || !bounds) return;
    const event = last;
    const x = edgeStep(event.clientX, bounds.left, bounds.right);
    const y = edgeStep(event.clientY, bounds.top, bounds.bottom);
    if (x === 0 && y === 0) return;
    void panBy({ x, y }).then(() => onPanned(event));
    frame = requestAnimationFrame(pan);
  }

  return {
    move({ clientX, clientY, shiftKey }: Screen) {
      last = { clientX, clientY, shiftKey };
      if (frame === 0) frame = requestAnimationFrame(pan);
    },
    stop() {
      last = undefined;
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
