import { gateOf, type AxisExpansion } from './expand-axes.ts';
import { Step, type Branch, type SkipReason } from './branch.ts';
import { dig } from './dig.ts';
import type { PlannedInput } from '../planning/run-graph.ts';

/** Whether a step whose inputs have all ended can run, or how it is skipped. */
export type Judgement =
  { ready: true } | { ready: false; outcome: 'hole' | 'error'; reason: SkipReason };

interface Lack {
  error: boolean;
  reason: SkipReason;
}

function lackOf(branch: Branch, input: PlannedInput, indices: readonly number[]): Lack | undefined {
  if (branch.errorBelow && (!input.accepts || branch.outcome === 'error')) {
    return { error: !input.accepts, reason: branch.errorBelow };
  }
  if (branch.outcome === 'hole') {
    return { error: false, reason: branch.reason ?? { kind: 'not-taken', origin: '' } };
  }
  if (!(branch instanceof Step) || input.source.kind === 'constant') return undefined;
  if (dig(branch.output?.[input.source.port], input.digs, indices) !== undefined) return undefined;
  return { error: false, reason: { kind: 'not-taken', origin: branch.id } };
}

const ready: Judgement = { ready: true };

/** Whether the workflow that a step is of is run at all. */
function judgeGate(expansion: AxisExpansion, step: Step): Judgement {
  const gate = gateOf(step.node.plan, step.level);
  const entry = gate && expansion.find(gate, step.indices());
  if (!entry || entry.outcome === 'ok' || entry.outcome === 'pending') return ready;
  const reason = entry.reason ?? { kind: 'not-taken', origin: '' };
  return { ready: false, outcome: entry.outcome, reason };
}

/** Decides a step once all its inputs have ended. The answer does not depend on the order in which they ended. */
export function judgeStep(expansion: AxisExpansion, step: Step): Judgement {
  const { plan } = step.node;
  const gated = plan.gates ? judgeGate(expansion, step) : ready;
  if (!gated.ready) return gated;
  const indices = step.indices();
  const lacks: { lack: Lack; tolerant: boolean }[] = [];
  let tolerated = 0;
  for (const input of plan.inputs) {
    if (input.tolerant) tolerated += 1;
    const branch = expansion.find(input, indices);
    const lack = branch && lackOf(branch, input, indices);
    if (lack) lacks.push({ lack, tolerant: input.tolerant });
  }
  const [first] = lacks;
  if (first) {
    const error = lacks.find(({ lack }) => lack.error);
    if (error) return { ready: false, outcome: 'error', reason: error.lack.reason };
    const hole = lacks.find(({ tolerant }) => !tolerant);
    if (hole) return { ready: false, outcome: 'hole', reason: hole.lack.reason };
    if (lacks.length === tolerated) {
      return { ready: false, outcome: 'hole', reason: first.lack.reason };
    }
  }
  return plan.muted
    ? { ready: false, outcome: 'hole', reason: { kind: 'muted', origin: plan.id } }
    : ready;
}
