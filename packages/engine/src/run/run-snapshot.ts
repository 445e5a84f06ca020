import type { ErrorRecord } from '../errors/error-record.ts';
import type { NodeState, SkipReason, Step } from './branch.ts';
import { toRunStatus, type RunState, type RunStatus } from './run-machine.ts';
import type { StepStatus } from './step-table.ts';

/** The state of a run after an event, as plain JSON. */
export interface RunSnapshot {
  runId: string;
  status: RunStatus;
  /** Number of the last event that it holds. */
  sequence: number;
  startedAt?: number;
  endedAt?: number;
  error?: ErrorRecord;
  /** By id; nodes of a workflow that a node runs by the way to them, e.g. `sharp/upscale`. */
  nodes: Record<string, NodeSnapshot>;
  /** The workflow's outputs, as far as they are there. */
  outputs: Record<string, unknown>;
}

export interface NodeSnapshot {
  /** Whether all steps of the node are known. */
  expanded: boolean;
  /** In order of creation. */
  steps: StepSnapshot[];
}

export interface StepSnapshot {
  id: string;
  status: StepStatus;
  attempt: number;
  error?: ErrorRecord;
  skipped?: SkipReason;
  output?: Record<string, unknown>;
  cachedFrom?: { runId: string; step: string };
  predictionId?: string;
  draws?: Record<string, number>;
  startedAt?: number;
  endedAt?: number;
  dueAt?: number;
}

const optionalFields = [
  'error',
  'output',
  'cachedFrom',
  'predictionId',
  'draws',
  'startedAt',
  'endedAt',
  'dueAt',
] as const;

/** The status of a step as people see it. */
export function stepStatus(step: Step): StepStatus {
  return step.state === 'delayed' ? 'waiting' : step.state;
}

/** A step as plain JSON; outputs are shared, not copied. */
export function toStepSnapshot(step: Step): StepSnapshot {
  const snapshot: StepSnapshot = {
    id: step.id,
    status: stepStatus(step),
    attempt: step.attempt,
  };
  const fields: Partial<Record<(typeof optionalFields)[number], unknown>> = snapshot;
  for (const field of optionalFields) if (step[field] !== undefined) fields[field] = step[field];
  if (step.state === 'skipped' && step.reason) snapshot.skipped = step.reason;
  return snapshot;
}

/** What a snapshot is taken of. */
interface SnapshotSource {
  runId: string;
  state: RunState;
  sequence: number;
  startedAt: number | undefined;
  endedAt: number | undefined;
  error: ErrorRecord | undefined;
  nodes: readonly NodeState[];
  outputs(): Record<string, unknown>;
}

/** The state of a run core as plain JSON. */
export function toRunSnapshot(core: SnapshotSource): RunSnapshot {
  const snapshot: RunSnapshot = {
    runId: core.runId,
    status: toRunStatus(core.state),
    sequence: core.sequence,
    nodes: Object.fromEntries(
      core.nodes.flatMap((node) =>
        // The node that runs the workflow says what became of it.
        node.plan.role === 'entry'
          ? []
          : [
              [
                node.plan.id,
                { expanded: node.unexpanded === 0, steps: node.steps.map(toStepSnapshot) },
              ],
            ],
      ),
    ),
    outputs: core.outputs(),
  };
  if (core.startedAt !== undefined) snapshot.startedAt = core.startedAt;
  if (core.endedAt !== undefined) snapshot.endedAt = core.endedAt;
  if (core.error !== undefined) snapshot.error = core.error;
  return snapshot;
}
