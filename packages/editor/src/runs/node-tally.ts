import type { ErrorRecord, RunCore } from '@catena/engine';
import type { NodeRun, StepRun } from './node-run.ts';
import { nodeStatus } from './node-status.ts';
import { countAll, countEnded, isActive, noSteps, type StepCounts } from './step-counts.ts';
import { toStepRun, type CoreStep, type StepFacts } from './to-step-run.ts';

/** A node as the core knows it. */
export type CoreNode = RunCore['nodes'][number];

/** What is changed of a node in one batch. */
export interface TallyChange {
  /** Steps of it that have changed. */
  touched: Iterable<CoreStep>;
  facts: ReadonlyMap<string, StepFacts>;
  titleOf: (nodeId: string) => string;
  runEnded: boolean;
}

/**
 * The steps of one node and what they come to, kept up to date step by step: what a batch costs
 * depends on the steps it changes, but for one copy of the list of steps.
 */
export class NodeTally {
  readonly nodeId: string;
  /** As of the last {@link update}. */
  run: NodeRun;
  readonly #counts: StepCounts = noSteps();
  readonly #places = new Map<string, number>();
  /** Sum of what steps under way have done of themselves. */
  #progress = 0;
  #startedAt: number | undefined;
  #endedAt: number | undefined;
  /** Of the first failed step in the order of the list, whichever failed first. */
  #error: { place: number; record: ErrorRecord | undefined } | undefined;
  #pause: NodeRun['pause'];

  constructor(nodeId: string, runId: string) {
    this.nodeId = nodeId;
    this.run = { nodeId, runId, status: 'waiting', steps: [], expanded: false, counts: noSteps() };
  }

  /** Whether the node has steps, or knows them all, and the tally does not know it yet. */
  isBehind(node: CoreNode): boolean {
    return node.steps.length !== this.#places.size || (node.unexpanded === 0) !== this.run.expanded;
  }

  /** Says that its queued steps are held back. */
  hold(pause: NodeRun['pause']): void {
    this.#pause = pause;
  }

  /** The run ended before the node had steps. */
  giveUp(): NodeRun {
    this.run = { ...this.run, status: 'canceled' };
    return this.run;
  }

  /** Takes in what has changed and makes {@link run} anew. */
  update(node: CoreNode, change: TallyChange): void {
    const steps = [...this.run.steps];
    for (const step of change.touched) {
      if (this.#places.has(step.id)) this.#put(steps, step, change);
    }
    for (const step of node.steps.slice(this.#places.size)) {
      this.#places.set(step.id, this.#places.size);
      this.#put(steps, step, change);
    }
    this.run = this.#summarise(node, steps, change.runEnded);
  }

  #put(steps: StepRun[], step: CoreStep, { facts, titleOf }: TallyChange): void {
    const place = this.#places.get(step.id) ?? 0;
    const before = steps[place];
    const after = toStepRun(step, facts.get(step.id), titleOf);
    if (before) this.#count(before, -1);
    this.#count(after, 1);
    steps[place] = after;
    if (after.status === 'failed' && place <= (this.#error?.place ?? place))
      this.#error = { place, record: after.error };
    const { startedAt, endedAt } = after;
    if (startedAt !== undefined)
      this.#startedAt = Math.min(startedAt, this.#startedAt ?? startedAt);
    if (endedAt !== undefined) this.#endedAt = Math.max(endedAt, this.#endedAt ?? endedAt);
  }

  #count(step: StepRun, sign: 1 | -1): void {
    this.#counts[step.status] += sign;
    if (isActive(step.status)) this.#progress += sign * (step.progress?.fraction ?? 0);
  }

  #fraction(expanded: boolean): number | undefined {
    const total = countAll(this.#counts);
    const ended = countEnded(this.#counts);
    if (!expanded || total === 0) return undefined;
    if (ended === total) return 1;
    if (total === 1 && this.#progress === 0) return undefined;
    return Math.min(1, Math.max(0, (ended + this.#progress) / total));
  }

  #summarise(node: CoreNode, steps: StepRun[], runEnded: boolean): NodeRun {
    const expanded = node.unexpanded === 0;
    const counts = { ...this.#counts };
    const { outcome } = node.root;
    const acceptsFailures = node.plan.onItemError === 'skip';
    const status = nodeStatus({ counts, expanded, outcome, acceptsFailures, runEnded });
    const { nodeId, runId } = this.run;
    const run: NodeRun = { nodeId, runId, status, steps, expanded, counts };
    const fraction = this.#fraction(expanded);
    if (fraction !== undefined) run.fraction = fraction;
    const phase = isActive(status) ? phaseOf(steps) : undefined;
    if (phase !== undefined) run.phase = phase;
    if (this.#pause && counts.queued > 0) run.pause = this.#pause;
    if (this.#error?.record) run.error = this.#error.record;
    if (this.#startedAt !== undefined) run.startedAt = this.#startedAt;
    const allEnded = expanded && countEnded(counts) === countAll(counts);
    if (allEnded && this.#endedAt !== undefined) run.endedAt = this.#endedAt;
    return run;
  }
}

/** What the first step under way that says it is doing. */
function phaseOf(steps: readonly StepRun[]): string | undefined {
  return steps.find(({ status, progress }) => isActive(status) && progress?.phase !== undefined)
    ?.progress?.phase;
}
