import { cacheKey, changedParts, type CacheMiss } from '../planning/cache-key.ts';
import { countSteps } from '../planning/count-steps.ts';
import type { PlannedNode, RunGraph } from '../planning/run-graph.ts';
import type { NodePlan, RunPlan } from '../planning/run-plan.ts';
import type { PredictionCache } from '../prediction/prediction-cache.ts';
import type { StepHistory } from '../prediction/step-history.ts';
import type { Branch, NodeState, Step } from '../run/branch.ts';
import { RunCore, type Command } from '../run/run-core.ts';
import type { NewRunEvent, RunEvent } from '../run/run-events.ts';
import type { BasisResults } from './basis-results.ts';
import { expectedMs } from './remaining-paths.ts';
import { resolveInput } from './resolve-input.ts';
import { fileAddresses } from './url-files.ts';

/** What a plan is made with. */
export interface BuildPlanOptions {
  cache: PredictionCache | undefined;
  history: StepHistory;
  fresh: boolean;
  /** Whether files at addresses are fetched when the run is under way, so that they are not known now. */
  fetches: boolean;
  /** Names the workflow in the explanations of the cache. */
  scope: string;
  accountOf(provider: string): string | undefined;
  /** What is taken from earlier runs. */
  results?: BasisResults;
}

interface Planned {
  node: PlannedNode;
  plan: NodePlan;
}

type Finding = { runId: string } | { givenBy: string } | { miss: CacheMiss };

/** Plays the run with what the cache knows; whatever would have to be computed stays open. */
class PlanRehearsal {
  readonly core: RunCore;
  readonly findings = new Map<Step, Finding>();
  readonly #options: BuildPlanOptions;
  #sequence = 0;

  constructor(graph: RunGraph, options: BuildPlanOptions) {
    this.core = new RunCore({ runId: 'plan', graph });
    this.#options = options;
  }

  play(): void {
    const commands = this.#apply({ type: 'run.started' });
    // The list grows while it is worked off.
    for (const command of commands) {
      if (command.kind === 'start')
        for (const step of command.steps) commands.push(...this.#answer(step));
    }
  }

  #apply(event: NewRunEvent): Command[] {
    return this.core.apply({ ...event, sequence: (this.#sequence += 1), at: 0 } as RunEvent);
  }

  #answer(step: Step): Command[] {
    const { cache, fresh, fetches, scope, accountOf } = this.#options;
    const node = step.node.plan;
    const known = this.#options.results?.eventOf(step);
    if (known?.type === 'step.cached') this.findings.set(step, { givenBy: known.from.runId });
    if (known) return this.#apply(known);
    const raw = this.core.inputOf(step);
    if (node.role === 'entry') return this.#enter(step, raw);
    if (fetches && fileAddresses(node, raw).length > 0) return [];
    if (!cache || !node.cacheable || this.#isDrawn(node))
      return this.#miss(step, { kind: 'not-cacheable' });
    let input: Record<string, unknown>;
    try {
      input = resolveInput(this.core.graph, node, { input: raw, draws: undefined, secrets: {} });
    } catch {
      // The run itself will say what is wrong with the value.
      return this.#miss(step, { kind: 'first-run' });
    }
    const account = accountOf(node.provider ?? '');
    const { key, parts } = cacheKey({ node, account, input });
    const entry = fresh ? undefined : cache.get(key);
    if (entry) {
      this.findings.set(step, { runId: entry.runId });
      const { runId, output } = entry;
      return this.#apply({
        type: 'step.cached',
        step: step.id,
        output,
        from: { runId, step: entry.step },
      });
    }
    if (fresh) return this.#miss(step, { kind: 'fresh' });
    const before = cache.lastParts(`${scope}/${step.id}`);
    if (!before) return this.#miss(step, { kind: 'first-run' });
    const changed = changedParts(before, parts);
    return this.#miss(
      step,
      changed.length > 0 ? { kind: 'changed', changed } : { kind: 'not-kept' },
    );
  }

  /** What a workflow that a node runs is given is known as soon as it is there. */
  #enter(step: Step, raw: Record<string, unknown>): Command[] {
    const node = step.node.plan;
    if (this.#isDrawn(node) || (this.#options.fetches && fileAddresses(node, raw).length > 0)) {
      return [];
    }
    try {
      const output = resolveInput(this.core.graph, node, {
        input: raw,
        draws: undefined,
        secrets: {},
      });
      const from = { runId: this.core.runId, step: step.id };
      return this.#apply({ type: 'step.cached', step: step.id, output, from });
    } catch {
      // The run itself will say what is wrong with the value.
      return [];
    }
  }

  #isDrawn(node: PlannedNode): boolean {
    const { constants } = this.core.graph;
    return node.inputs.some(
      ({ source }) => source.kind === 'constant' && constants[source.constant]?.special,
    );
  }

  #miss(step: Step, miss: CacheMiss): Command[] {
    this.findings.set(step, { miss });
    return [];
  }
}

/** How many items each level of a tree has: one number where they agree, a range where not. */
function fanOutOf(node: NodeState): string {
  let level: Branch[] = [node.root];
  return node.plan.axes
    .map(() => {
      const known = level.filter((branch) => branch.children !== undefined);
      const lengths = known.map((branch) => branch.children?.length ?? 0);
      const isOpen = known.length < level.length || lengths.length === 0;
      level = known.flatMap((branch) => branch.children ?? []);
      if (isOpen) return '×?';
      const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
      return least === most ? `×${least}` : `×${least}–${most}`;
    })
    .join('');
}

function planNode(node: NodeState, rehearsal: PlanRehearsal): NodePlan {
  const { plan } = node;
  const found: NodePlan = {
    id: plan.id,
    type: plan.type,
    fanOut: fanOutOf(node),
    steps: node.steps.length,
    exact: node.unexpanded === 0,
    cached: [],
    given: [],
    misses: [],
    unknown: 0,
  };
  if (plan.title !== undefined) found.title = plan.title;
  if (plan.model !== undefined) found.model = plan.model;
  // What is inside of a workflow is planned node by node.
  if (plan.role === 'workflow') return { ...found, isWorkflow: true };
  for (const step of node.steps) {
    const finding = rehearsal.findings.get(step);
    if (!finding) {
      if (step.state === 'waiting' || step.state === 'queued') found.unknown += 1;
    } else if ('givenBy' in finding) found.given.push({ step: step.id, runId: finding.givenBy });
    else if ('miss' in finding) found.misses.push({ step: step.id, miss: finding.miss });
    else found.cached.push({ step: step.id, runId: finding.runId });
  }
  return found;
}

function callsOf(planned: readonly Planned[]): RunPlan['calls'] {
  const calls = new Map<string, RunPlan['calls'][number]>();
  for (const { node, plan } of planned) {
    if (node.provider === undefined || node.model === undefined) continue;
    const key = `${node.provider} ${node.model}`;
    const call = calls.get(key) ?? {
      provider: node.provider,
      model: node.model,
      ...(node.modelVersion !== undefined && { version: node.modelVersion }),
      calls: 0,
      exact: true,
    };
    call.calls += plan.misses.length + plan.unknown;
    call.exact &&= plan.exact && plan.unknown === 0;
    calls.set(key, call);
  }
  return [...calls.values()];
}

/**
 * What a run of this graph would do now: it rehearses the run with what the cache holds.
 *
 * @throws EngineError `too-many-steps`.
 */
export function buildPlan(graph: RunGraph, options: BuildPlanOptions): RunPlan {
  countSteps(graph);
  const rehearsal = new PlanRehearsal(graph, options);
  rehearsal.play();
  const planned = rehearsal.core.nodes
    .filter(({ plan }) => plan.role !== 'entry')
    .map((node): Planned => ({ node: node.plan, plan: planNode(node, rehearsal) }));
  // The work of a node that runs a workflow is that of the nodes inside.
  const working = planned.filter(({ node }) => node.role === undefined);
  return {
    graph,
    nodes: planned.map(({ plan }) => plan),
    steps: working.reduce((sum, { plan }) => sum + plan.steps, 0),
    exact: planned.every(({ plan }) => plan.exact),
    calls: callsOf(planned),
    workMs: working.reduce((sum, { node, plan }) => {
      const steps = plan.misses.length + plan.unknown;
      return sum + steps * expectedMs(node, options.history);
    }, 0),
  };
}
