import { EngineError } from '../errors/engine-error.ts';
import type { AxisUse, PlannedNode, RunGraph, Slice } from '../planning/run-graph.ts';
import { Branch, Step, type NodeState, type Outcome, type SkipReason } from './branch.ts';
import { dig } from './dig.ts';

const noReason: SkipReason = { kind: 'upstream-failed', origin: '' };

/**
 * Grows the trees of steps as lengths become known, and tells when a step has all it needs.
 *
 * 1. A branch waits for the step whose list says how many items it has; a step waits for one branch
 *    of each source: a single step where it is mapped, a group of steps where it collects.
 * 2. A branch ends when all below it has ended, and ends once.
 * 3. Nothing recurses along the graph: what ends is put on a list and worked off.
 * 4. In a workflow that a node runs nothing begins before the entry of this workflow has a value, and
 *    without one everything in it ends as its entry did.
 */
export class AxisExpansion {
  readonly nodes: NodeState[] = [];
  readonly steps = new Map<string, Step>();
  /** Trees that have not ended. */
  openRoots = 0;
  readonly #graph: RunGraph;
  readonly #onSettled: (step: Step) => void;
  readonly #ended: Branch[] = [];

  constructor(graph: RunGraph, onSettled: (step: Step) => void) {
    this.#graph = graph;
    this.#onSettled = onSettled;
  }

  /** Plants the tree of every node; sources before what they feed. */
  begin(): void {
    for (const [index, plan] of this.#graph.nodes.entries()) {
      const node = { index, plan, steps: [], unexpanded: 0 } as unknown as NodeState;
      this.nodes.push(node);
      this.openRoots += 1;
      node.root = this.#grow(node, undefined, 0);
    }
  }

  /** The branch that a slice names for the step or branch with these indices; undefined for constants. */
  find(slice: Slice, indices: readonly number[]): Branch | undefined {
    if (slice.source.kind === 'constant') return undefined;
    const node = this.nodes[slice.source.node];
    let branch = node?.root;
    for (const position of slice.projection) {
      if (branch && !branch.children && branch.outcome === 'pending') this.#expand(branch);
      // What ended as a whole ended so for each of its items.
      if (branch && !branch.children) return branch;
      branch = branch?.children?.[indices[position] ?? 0];
    }
    return branch;
  }

  /** Marks a branch as ended; {@link drain} tells those who wait for it. */
  end(branch: Branch, outcome: Outcome, reason?: SkipReason): void {
    if (branch.outcome !== 'pending') return;
    branch.outcome = outcome;
    branch.reason = reason;
    if (outcome === 'error') branch.errorBelow = reason ?? noReason;
    this.#ended.push(branch);
  }

  /** Works off all that follows from what has ended. */
  drain(): void {
    const ended = this.#ended;
    try {
      // The list grows while it is read.
      for (let index = 0; index < ended.length; index += 1) {
        const branch = ended[index];
        if (branch) this.#tell(branch);
      }
    } finally {
      ended.length = 0;
    }
  }

  #tell(branch: Branch): void {
    const { parent, waiters } = branch;
    branch.waiters = undefined;
    for (const waiter of waiters ?? []) {
      if (!(waiter instanceof Step)) this.#expand(waiter);
      else if ((waiter.missing -= 1) === 0) this.#onSettled(waiter);
    }
    if (!parent) {
      this.openRoots -= 1;
      return;
    }
    if (branch.errorBelow) parent.errorBelow ??= branch.errorBelow;
    parent.remaining -= 1;
    if (parent.remaining === 0) this.end(parent, 'ok');
  }

  #grow(node: NodeState, parent: Branch | undefined, position: number): Branch {
    const level = parent ? parent.level + 1 : 0;
    if (level < node.plan.axes.length) {
      const branch = new Branch(node, parent, position);
      node.unexpanded += 1;
      if (!parent) node.root = branch;
      this.#expand(branch);
      return branch;
    }
    const step = new Step(node, parent, position);
    node.steps.push(step);
    this.steps.set(step.id, step);
    if (this.steps.size > this.#graph.maxSteps) throw tooManySteps(node, this.#graph.maxSteps);
    this.#awaitInputs(step);
    return step;
  }

  #awaitInputs(step: Step): void {
    const { plan } = step.node;
    const indices = step.level > 0 ? step.indices() : [];
    const gate = gateOf(plan, step.level);
    const needed = plan.awaits ?? (gate ? [gate, ...plan.inputs] : plan.inputs);
    for (const slice of needed) {
      const branch = this.find(slice, indices);
      if (branch?.outcome !== 'pending') continue;
      (branch.waiters ??= []).push(step);
      step.missing += 1;
    }
    if (step.missing === 0) this.#onSettled(step);
  }

  #expand(branch: Branch): void {
    const use = branch.node.plan.axes[branch.level];
    if (!use || branch.children || branch.outcome !== 'pending') return;
    const indices = branch.indices();
    const entry = this.#findGate(gateOf(branch.node.plan, branch.level), indices);
    const owner = entry ?? this.#findGate(use.gate, indices) ?? this.find(use, indices);
    if (owner?.outcome === 'pending') {
      if (branch.awaited !== owner) (owner.waiters ??= []).push(branch);
      branch.awaited = owner;
      return;
    }
    branch.node.unexpanded -= 1;
    if (owner && owner.outcome !== 'ok') {
      const accepted = owner !== entry && use.accepts === true;
      this.end(branch, accepted ? 'hole' : owner.outcome, owner.reason);
      return;
    }
    const list = this.#listOf(use, owner, indices);
    if (list) this.#addChildren(branch, list.length);
    else
      this.end(branch, 'hole', {
        kind: 'not-taken',
        origin: (owner as Step | undefined)?.id ?? '',
      });
  }

  /** An entry that has no value, or none yet. */
  #findGate(gate: Slice | undefined, indices: readonly number[]): Branch | undefined {
    const entry = gate && this.find(gate, indices);
    return entry?.outcome === 'ok' ? undefined : entry;
  }

  #listOf(
    use: AxisUse,
    owner: Branch | undefined,
    indices: readonly number[],
  ): unknown[] | undefined {
    const whole =
      use.source.kind === 'constant'
        ? this.#graph.constants[use.source.constant]?.value
        : (owner as Step).output?.[use.source.port];
    const list = dig(whole, use.digs, indices);
    return Array.isArray(list) ? list : undefined;
  }

  #addChildren(branch: Branch, count: number): void {
    if (this.steps.size + count > this.#graph.maxSteps) {
      throw tooManySteps(branch.node, this.#graph.maxSteps);
    }
    branch.children = [];
    branch.remaining = count;
    if (count === 0) this.end(branch, 'ok');
    for (let position = 0; position < count; position += 1) {
      branch.children.push(this.#grow(branch.node, branch, position));
    }
  }
}

/** The entry that decides about what begins at a level of a node's tree. */
export function gateOf({ gates }: PlannedNode, level: number): Slice | undefined {
  return gates?.find(({ projection }) => projection.length === level);
}

function tooManySteps(node: NodeState, maxSteps: number): EngineError {
  return new EngineError({
    code: 'too-many-steps',
    message: `The run would have more than ${maxSteps} steps; node "${node.plan.id}" goes beyond that.`,
    hint: 'Shorten the lists, take fewer items with list.take, or raise the limit of steps.',
    nodeId: node.plan.id,
    details: { maxSteps },
  });
}
