import type { InternalNode, ReactFlowState } from '@xyflow/react';
import type { FlowNode } from '../to-react-flow.ts';
import { distanceToWire } from './wire-path.ts';

interface Spot {
  x: number;
  y: number;
}

/** Canvas units within which a wire is meant. */
const reach = 48;

function dotOf(
  node: InternalNode<FlowNode> | undefined,
  side: 'source' | 'target',
  port: string | null | undefined,
): Spot | undefined {
  const dot = node?.internals.handleBounds?.[side]?.find(({ id }) => id === port);
  if (!node || !dot) return undefined;
  const { x, y } = node.internals.positionAbsolute;
  return { x: x + dot.x + dot.width / 2, y: y + dot.y + dot.height / 2 };
}

/** The wire nearest to a spot, of those that do not end at a card. */
export function findWireAt(
  { edges, nodeLookup }: Pick<ReactFlowState<FlowNode>, 'edges' | 'nodeLookup'>,
  spot: Spot,
  except: string,
): string | undefined {
  let best: { id: string; distance: number } | undefined;
  for (const { id, source, target, sourceHandle, targetHandle } of edges) {
    if (source === except || target === except) continue;
    const from = dotOf(nodeLookup.get(source), 'source', sourceHandle);
    const to = dotOf(nodeLookup.get(target), 'target', targetHandle);
    if (!from || !to) continue;
    const distance = distanceToWire([from, to], spot);
    if (distance <= reach && (!best || distance < best.distance)) best = { id, distance };
  }
  return best?.id;
}
