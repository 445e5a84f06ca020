import { createMachine } from 'xstate';

/**
 * The life of a run. `canceling` and `failing`: nothing new starts, what is under way is being ended.
 */
export const runMachine = createMachine({
  id: 'run',
  initial: 'queued',
  states: {
    queued: {
      on: { 'run.started': 'running', 'run.cancel-requested': 'canceling' },
    },
    running: {
      on: {
        'run.cancel-requested': 'canceling',
        'run.abandoned': 'failing',
        'run.succeeded': 'succeeded',
        'run.failed': 'failed',
      },
    },
    canceling: { on: { 'run.canceled': 'canceled' } },
    failing: { on: { 'run.cancel-requested': 'canceling', 'run.failed': 'failed' } },
    succeeded: { type: 'final' },
    failed: { type: 'final' },
    canceled: { type: 'final' },
  },
});

export type RunState =
  'queued' | 'running' | 'canceling' | 'failing' | 'succeeded' | 'failed' | 'canceled';

/** Statuses as people see them. */
export type RunStatus = 'queued' | 'running' | 'waiting' | 'succeeded' | 'failed' | 'canceled';

/** Whether a run in this state has ended. */
export function isTerminalRun(state: RunState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'canceled';
}

/** The status of a run in this state. */
export function toRunStatus(state: RunState): RunStatus {
  return state === 'canceling' || state === 'failing' ? 'running' : state;
}
