import type { TypedNode, TypedWorkflow } from '@catena/engine';

const cache = new WeakMap<TypedWorkflow, ReadonlySet<string>>();

/** Whether something that stands at a node could not be typed, so that it may bring lists with it. */
function hasUnknown({ node, inputs, complete }: TypedNode): boolean {
  const given = Object.values(node.input ?? {}).filter(
    (value) => value !== undefined && value !== null,
  );
  return !complete || inputs.length < given.length;
}

/** The nodes whose outputs may have more lists around them than is known, because of faults before them. */
export function findUnsure(typed: TypedWorkflow): ReadonlySet<string> {
  const known = cache.get(typed);
  if (known) return known;
  const unsure = new Set<string>();
  // In topological order, so that what feeds a node was judged before it.
  for (const [id, node] of typed.nodes) {
    const isFedByUnsure = node.inputs.some(
      ({ source }) => source.kind === 'node' && unsure.has(source.nodeId),
    );
    if (isFedByUnsure || hasUnknown(node)) unsure.add(id);
  }
  cache.set(typed, unsure);
  return unsure;
}
