import type { InternalNode } from '@xyflow/react';
import type { FlowNode } from '../to-react-flow.ts';
import type { CardPlace } from './find-aim.ts';
import type { Side } from './wire-drag.ts';

const withoutPorts: ReadonlySet<string | undefined> = new Set(['card-frame', 'card-note']);

/** Where the cards are that have ports, with their dots of one side. */
export function* cardPlaces(
  nodes: Iterable<InternalNode<FlowNode>>,
  side: Side,
): Generator<CardPlace> {
  for (const node of nodes) {
    if (node.hidden || withoutPorts.has(node.type)) continue;
    const { x, y } = node.internals.positionAbsolute;
    const { width = 0, height = 0 } = node.measured;
    const dots = (node.internals.handleBounds?.[side] ?? []).map((dot) => ({
      port: dot.id ?? '',
      at: [x + dot.x + dot.width / 2, y + dot.y + dot.height / 2] as const,
    }));
    yield { card: node.id, at: [x, y], size: { width, height }, dots };
  }
}
