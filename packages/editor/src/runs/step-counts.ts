import type { NodeRunStatus } from './node-run.ts';

/** Every status of a step, in the order in which they are listed. */
export const nodeRunStatuses: readonly NodeRunStatus[] = [
  'waiting',
  'queued',
  'booting',
  'running',
  'retrying',
  'person',
  'succeeded',
  'cached',
  'skipped',
  'failed',
  'canceled',
];

/** Numbers of steps by status. */
export type StepCounts = Record<NodeRunStatus, number>;

/** No steps of any status. */
export function noSteps(): StepCounts {
  return Object.fromEntries(nodeRunStatuses.map((status) => [status, 0])) as StepCounts;
}

const endedStatuses = ['succeeded', 'cached', 'skipped', 'failed', 'canceled'] as const;

/** How many steps have ended, however they did. */
export function countEnded(counts: Readonly<StepCounts>): number {
  return endedStatuses.reduce((sum, status) => sum + counts[status], 0);
}

/** How many steps there are. */
export function countAll(counts: Readonly<StepCounts>): number {
  return nodeRunStatuses.reduce((sum, status) => sum + counts[status], 0);
}

/** Whether a step in this status has ended. */
export function isEnded(status: NodeRunStatus): boolean {
  return (endedStatuses as readonly NodeRunStatus[]).includes(status);
}

/** Whether a step in this status is being worked on. */
export function isActive(status: NodeRunStatus): boolean {
  return status === 'running' || status === 'booting';
}
