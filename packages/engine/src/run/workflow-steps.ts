import type { ErrorRecord } from '../errors/error-record.ts';
import type { RunGraph } from '../planning/run-graph.ts';
import { Step, type Branch, type SkipReason } from './branch.ts';
import type { AxisExpansion } from './expand-axes.ts';

/** What became of a workflow that a node ran once. */
export type WorkflowResult =
  | { kind: 'skipped'; outcome: 'hole' | 'error'; reason: SkipReason }
  | { kind: 'failed'; outcome: 'hole' | 'error'; reason: SkipReason; error: ErrorRecord }
  | { kind: 'succeeded'; cached: boolean };

const unknownReason: SkipReason = { kind: 'upstream-failed', origin: '' };

/** Whether a step is one of a node that runs a workflow: the core ends it, no host performs it. */
export function isWorkflowStep(step: Step): boolean {
  return step.node.plan.role === 'workflow';
}

function hasCached(branch: Branch): boolean {
  if (branch instanceof Step) return branch.state === 'cached';
  return branch.children?.some(hasCached) ?? false;
}

/** The steps of nodes that run workflows, and what they come to. */
export class WorkflowSteps {
  readonly #graph: RunGraph;
  readonly #expansion: AxisExpansion;

  constructor(graph: RunGraph, expansion: AxisExpansion) {
    this.#graph = graph;
    this.#expansion = expansion;
  }

  /** The steps around a step, innermost first. */
  *of(step: Step): Generator<Step> {
    let { within } = step.node.plan;
    if (within === undefined) return;
    const indices = step.indices();
    while (within !== undefined) {
      const length: number = this.#graph.nodes[within]?.axes.length ?? 0;
      const around: Branch | undefined = this.#expansion.find(
        {
          source: { kind: 'node', node: within, port: '' },
          projection: Array.from({ length }, (_, index) => index),
          digs: [],
        },
        indices,
      );
      if (around instanceof Step) yield around;
      within = this.#graph.nodes[within]?.within;
    }
  }

  /** What became of the workflow of a step, all of whose steps have ended. */
  judge(step: Step): WorkflowResult {
    const { plan } = step.node;
    const indices = step.indices();
    const [entry, ...inside] = (plan.awaits ?? []).map((slice) =>
      this.#expansion.find(slice, indices),
    );
    const accepted = plan.onItemError === 'skip';
    if (entry && entry.outcome !== 'ok') {
      const outcome = entry.outcome === 'error' ? 'error' : 'hole';
      const reason = entry.reason ?? unknownReason;
      const error = entry instanceof Step ? entry.error : undefined;
      return error
        ? { kind: 'failed', outcome, reason, error: { ...error, nodeId: plan.id } }
        : { kind: 'skipped', outcome, reason };
    }
    const reason = inside.find((branch) => branch?.errorBelow)?.errorBelow;
    if (reason) {
      const outcome = accepted ? 'hole' : 'error';
      return { kind: 'failed', outcome, reason, error: this.#errorOf(plan.id, reason) };
    }
    return { kind: 'succeeded', cached: inside.some((branch) => branch && hasCached(branch)) };
  }

  #errorOf(nodeId: string, { origin }: SkipReason): ErrorRecord {
    const cause = this.#expansion.steps.get(origin)?.error;
    return {
      code: cause?.code ?? 'step-failed',
      message: `${origin} failed: ${cause?.message ?? 'its error is not known.'}`,
      ...(cause?.hint !== undefined && { hint: cause.hint }),
      retryable: false,
      nodeId,
      ...(cause && { cause }),
    };
  }
}
