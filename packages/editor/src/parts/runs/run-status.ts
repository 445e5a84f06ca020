import type { RunStatus } from '@catena/engine';
import type { NodeRunStatus } from '../../runs/node-run.ts';

/** The state whose look a run in this status has. */
export const runStatusLooks: Readonly<Record<RunStatus, NodeRunStatus>> = {
  queued: 'queued',
  running: 'running',
  waiting: 'person',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
};
