import { EngineError } from '../errors/engine-error.ts';
import { parseReference } from './parse-reference.ts';
import { WorkflowGraph } from './workflow-graph.ts';
import type { Workflow } from './workflow-schema.ts';

const mostShown = 20;
const longestShown = 100;

function unknownTarget(target: string, known: readonly string[]): EngineError {
  const more = known.length > mostShown ? ' …' : '';
  return new EngineError({
    code: 'unknown-target',
    message: `The workflow has no node "${target.slice(0, longestShown)}" to run.`,
    hint: `Its nodes: ${known.slice(0, mostShown).join(', ') || 'none'}${more}.`,
  });
}

function select<Value>(
  section: Readonly<Record<string, Value>>,
  keep: (name: string, value: Value) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(section).filter(([name, value]) => keep(name, value)));
}

/**
 * The part of a workflow that makes the given nodes: they, what they depend on, the inputs that are
 * used, and the outputs that still have a source.
 *
 * @throws EngineError `unknown-target`.
 */
export function pruneWorkflow(workflow: Workflow, targets: readonly string[]): Workflow {
  const ids = Object.keys(workflow.nodes);
  for (const target of targets) {
    if (!Object.hasOwn(workflow.nodes, target)) throw unknownTarget(target, ids);
  }
  const kept = new WorkflowGraph(workflow).upstreamOf(targets);
  const { layout: _layout, ...rest } = workflow;
  const nodes = select(workflow.nodes, (id) => kept.has(id));
  const used = new Set(new WorkflowGraph({ nodes }).inputEdges.map(({ input }) => input));
  const pruned: Workflow = { ...rest, nodes };
  if (workflow.inputs) pruned.inputs = select(workflow.inputs, (name) => used.has(name));
  if (workflow.outputs) {
    pruned.outputs = select(workflow.outputs, (_name, { $from }) => {
      const source = parseReference($from);
      if (!source) return false;
      return source.kind === 'input' ? used.has(source.name) : kept.has(source.nodeId);
    });
  }
  return pruned;
}

/** The given values without those of inputs that only the whole workflow has. */
export function pruneInputs(
  inputs: Readonly<Record<string, unknown>>,
  { whole, pruned }: { whole: Workflow; pruned: Workflow },
): Record<string, unknown> {
  return select(
    inputs,
    (name) => !Object.hasOwn(whole.inputs ?? {}, name) || Object.hasOwn(pruned.inputs ?? {}, name),
  );
}
