import { parseReference, WorkflowGraph, type Issue, type Workflow } from '@catena/engine';

function neededInputs(workflow: Workflow, needed: ReadonlySet<string>): Set<string> {
  const names = new Set<string>();
  for (const nodeId of needed) {
    for (const value of Object.values(workflow.nodes[nodeId]?.input ?? {})) {
      const from = (value as { $from?: unknown } | null)?.$from;
      const source = typeof from === 'string' ? parseReference(from) : undefined;
      if (source?.kind === 'input') names.add(source.name);
    }
  }
  return names;
}

/**
 * The errors that stand in the way of running these nodes, or the whole workflow where none are named:
 * those of the nodes themselves, of all they depend on, and of the workflow's inputs that they take.
 */
export function findObstacles(
  workflow: Workflow,
  issues: readonly Issue[],
  targets?: readonly string[],
): Issue[] {
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (!targets || errors.length === 0) return errors;
  const needed = new WorkflowGraph(workflow).upstreamOf(targets);
  const inputs = neededInputs(workflow, needed);
  return errors.filter(({ nodeId, path = [] }) => {
    if (nodeId !== undefined) return needed.has(nodeId);
    const [section, name] = path;
    if (section === 'outputs') return false;
    return section !== 'inputs' || inputs.has(String(name));
  });
}
