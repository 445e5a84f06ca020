import { EngineError } from '../errors/engine-error.ts';
import { parseReference } from '../workflow/parse-reference.ts';
import { pruneInputs, pruneWorkflow } from '../workflow/prune-workflow.ts';
import { WorkflowGraph } from '../workflow/workflow-graph.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';

/** Which part of a workflow is computed. */
export type RunPart =
  /** These nodes and what they depend on. */
  | { kind: 'to'; nodes: readonly string[] }
  /** These nodes and what depends on them; what they depend on comes from the basis. */
  | { kind: 'from'; nodes: readonly string[] }
  /** These nodes; what they depend on comes from the basis. */
  | { kind: 'only'; nodes: readonly string[] }
  /** What has no result in the basis. */
  | { kind: 'failed' };

/** How the results of earlier runs are used. */
export interface PartOptions {
  /** @defaultValue the whole workflow */
  part?: RunPart;
  /** The run whose results are taken for what is not computed. */
  basis?: string;
  /** Nodes that are not computed either, by id, with the run whose results they keep. */
  pins?: Readonly<Record<string, string>>;
}

/** What a part is chosen by. */
export interface PartChoice extends PartOptions {
  /** The nodes that the basis had. */
  nodesOfBasis?: readonly string[];
}

/** What is run of a workflow, and where the rest comes from. */
export interface ChosenPart {
  /** Without the nodes that nobody needs. */
  workflow: Workflow;
  inputs: Record<string, unknown>;
  /** Nodes that are not computed, with the run that their results are taken from. */
  given: Map<string, string>;
  /** Compute what has no result there. */
  lenient: boolean;
}

function needBasis({ basis }: PartOptions): string {
  if (basis !== undefined) return basis;
  throw new EngineError({
    code: 'missing-basis',
    message: 'A part of a workflow that begins in its middle needs a run to take results from.',
    hint: 'Name a run of this workflow as its basis, or run to the node instead.',
  });
}

/** The nodes that are looked at, and those of them that are computed. */
function divide(
  graph: WorkflowGraph,
  part: RunPart | undefined,
): { ends: readonly string[]; computed: ReadonlySet<string> } {
  switch (part?.kind) {
    case 'to':
      return { ends: part.nodes, computed: graph.upstreamOf(part.nodes) };
    case 'from': {
      const computed = graph.downstreamOf(part.nodes);
      return { ends: [...computed], computed };
    }
    case 'only':
      return { ends: part.nodes, computed: new Set(part.nodes) };
    default:
      return { ends: graph.nodeIds, computed: new Set(graph.nodeIds) };
  }
}

function outputNodes(workflow: Workflow): Set<string> {
  const sources = Object.values(workflow.outputs ?? {}).map(({ $from }) => parseReference($from));
  return new Set(sources.flatMap((source) => (source?.kind === 'node' ? [source.nodeId] : [])));
}

/** What only pinned nodes need is taken from the same run as they are. */
function addPins(
  given: Map<string, string>,
  options: { workflow: Workflow; pins: Readonly<Record<string, string>>; ends: readonly string[] },
): void {
  const { workflow, pins, ends } = options;
  const graph = new WorkflowGraph(workflow);
  for (const [id, runId] of Object.entries(pins)) {
    if (Object.hasOwn(workflow.nodes, id)) given.set(id, runId);
  }
  const isWanted = new Set([...outputNodes(workflow), ...ends]);
  for (const id of graph.topologicalOrder().toReversed()) {
    if (given.has(id) || isWanted.has(id)) continue;
    const takers = graph.successors(id);
    const [runId] = takers.map((taker) => given.get(taker));
    if (runId !== undefined && takers.every((taker) => given.has(taker))) given.set(id, runId);
  }
}

/**
 * Chooses what is computed, and what is taken from earlier runs instead.
 *
 * @throws EngineError `unknown-target` where a node is not there; `missing-basis`.
 */
export function choosePart(
  workflow: Workflow,
  inputs: Readonly<Record<string, unknown>>,
  options: PartChoice,
): ChosenPart {
  const { part, pins = {}, nodesOfBasis = [] } = options;
  if (part?.kind === 'failed') {
    const basis = needBasis(options);
    const nodes = nodesOfBasis.filter((id) => Object.hasOwn(workflow.nodes, id));
    const pruned = pruneWorkflow(workflow, nodes);
    const given = new Map(nodes.map((id) => [id, basis]));
    const left = pruneInputs(inputs, { whole: workflow, pruned });
    return { workflow: pruned, inputs: left, given, lenient: true };
  }
  const { ends, computed } = divide(new WorkflowGraph(workflow), part);
  const pruned = part
    ? pruneWorkflow(workflow, part.kind === 'from' ? known(workflow, part.nodes, ends) : ends)
    : workflow;
  const given = new Map<string, string>();
  for (const id of Object.keys(pruned.nodes)) {
    if (!computed.has(id)) given.set(id, needBasis(options));
  }
  addPins(given, { workflow: pruned, pins, ends: part ? ends : [] });
  return {
    workflow: pruned,
    inputs: part ? pruneInputs(inputs, { whole: workflow, pruned }) : { ...inputs },
    given,
    lenient: false,
  };
}

/** What the nodes lead to; the nodes themselves where one of them is not there, to be told of. */
function known(workflow: Workflow, nodes: readonly string[], ends: readonly string[]) {
  return nodes.every((id) => Object.hasOwn(workflow.nodes, id)) ? ends : nodes;
}
