import { canonicalJson } from '../platform/canonical-json.ts';
import { WorkflowGraph } from '../workflow/workflow-graph.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';

/** A workflow and the values it is run with. */
export interface RunSubject {
  workflow: Workflow;
  inputs: Readonly<Record<string, unknown>>;
}

/** What a node computes by; nothing of how it looks, or how often it is tried. */
function meaningOf({ workflow, inputs }: RunSubject, id: string): string {
  const node = workflow.nodes[id];
  if (!node) return '';
  const { type, provider, model, workflow: inner, input, mute } = node;
  const used = new WorkflowGraph({ nodes: { [id]: node } }).inputEdges;
  const values = Object.fromEntries(used.map(({ input: name }) => [name, inputs[name]]));
  return canonicalJson({ type, provider, model, workflow: inner, input, mute, values });
}

/**
 * The nodes whose results of an earlier run are no longer what they would give now: they, or
 * something that they depend on, have been edited or given other values since.
 *
 * @param given - Nodes that are taken, with the run that they are of.
 */
export function findStale(
  now: RunSubject,
  given: ReadonlyMap<string, string>,
  runs: ReadonlyMap<string, RunSubject>,
): string[] {
  const graph = new WorkflowGraph(now.workflow);
  const stale = new Set<string>();
  for (const id of graph.topologicalOrder()) {
    const before = runs.get(given.get(id) ?? '');
    if (!before) continue;
    const isEdited = meaningOf(now, id) !== meaningOf(before, id);
    if (isEdited || graph.predecessors(id).some((source) => stale.has(source))) stale.add(id);
  }
  return [...stale];
}
