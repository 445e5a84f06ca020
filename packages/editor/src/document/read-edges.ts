import type { Workflow } from '@catena/engine';
import { outputCardPort, writeCardId, writeEdgeId } from './card-id.ts';
import { isReference, parseFrom } from './references.ts';

/** An edge between cards, as the canvas draws it. */
export interface CardEdge {
  id: string;
  source: string;
  sourcePort: string;
  target: string;
  targetPort: string;
  each?: boolean;
}

function toEdge(target: string, targetPort: string, value: unknown): CardEdge[] {
  const source = isReference(value) ? parseFrom(value.$from) : undefined;
  if (!source) return [];
  const { each } = value as { each?: boolean };
  return [
    {
      id: writeEdgeId(target, targetPort),
      source: source.card,
      sourcePort: source.port,
      target,
      targetPort,
      ...(each !== undefined && { each }),
    },
  ];
}

type NodeEntry = Workflow['nodes'][string];

const nodeCache = new WeakMap<NodeEntry, { id: string; edges: readonly CardEdge[] }>();

/** The edges that feed a node; the same objects while the node is the same. */
function readNodeEdges(id: string, node: NodeEntry): readonly CardEdge[] {
  const known = nodeCache.get(node);
  if (known?.id === id) return known.edges;
  const edges = Object.entries(node.input ?? {}).flatMap(([port, value]) =>
    toEdge(id, port, value),
  );
  nodeCache.set(node, { id, edges });
  return edges;
}

const cache = new WeakMap<Workflow['nodes'], { outputs: Workflow['outputs']; edges: CardEdge[] }>();

/** Every edge of a document, dangling ones included, in the order of the document. */
export function readEdges({ nodes, outputs }: Workflow): readonly CardEdge[] {
  const known = cache.get(nodes);
  if (known && known.outputs === outputs) return known.edges;
  const edges = [
    ...Object.entries(nodes).flatMap(([id, node]) => readNodeEdges(id, node)),
    ...Object.entries(outputs ?? {}).flatMap(([name, output]) =>
      toEdge(writeCardId({ kind: 'output', name }), outputCardPort, output),
    ),
  ];
  cache.set(nodes, { outputs, edges });
  return edges;
}
