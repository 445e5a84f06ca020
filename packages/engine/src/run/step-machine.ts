import { createMachine } from 'xstate';

/**
 * The life of a step. `waiting`: for its inputs. `queued`: for a place in its lanes. `delayed`: for
 * the time of its next attempt.
 */
export const stepMachine = createMachine({
  id: 'step',
  initial: 'waiting',
  states: {
    waiting: {
      on: {
        'step.ready': 'queued',
        'step.skipped': 'skipped',
        'step.canceled': 'canceled',
      },
    },
    queued: {
      on: {
        'step.started': 'running',
        'step.cached': 'cached',
        'step.failed': 'failed',
        'step.canceled': 'canceled',
      },
    },
    running: {
      on: {
        'step.succeeded': 'succeeded',
        'step.failed': 'failed',
        'step.delayed': 'delayed',
        'step.canceled': 'canceled',
      },
    },
    delayed: {
      on: {
        'step.due': 'queued',
        'step.canceled': 'canceled',
      },
    },
    succeeded: { type: 'final' },
    cached: { type: 'final' },
    failed: { type: 'final' },
    skipped: { type: 'final' },
    canceled: { type: 'final' },
  },
});
