import { getNextSnapshot } from 'xstate';
import { stepMachine } from './step-machine.ts';

/** The states of the step machine, in the order of their codes. */
export const stepStates = [
  'waiting',
  'queued',
  'running',
  'delayed',
  'succeeded',
  'cached',
  'failed',
  'skipped',
  'canceled',
] as const;

/** What happens to a step, in the order of their codes. */
export const stepEvents = [
  'step.ready',
  'step.started',
  'step.cached',
  'step.succeeded',
  'step.failed',
  'step.delayed',
  'step.due',
  'step.skipped',
  'step.canceled',
] as const;

export type StepState = (typeof stepStates)[number];
export type StepEvent = (typeof stepEvents)[number];

/** Statuses as people see them: `delayed` is a kind of `waiting`. */
export type StepStatus = Exclude<StepState, 'delayed'>;

const stateCodes = new Map<StepState, number>(stepStates.map((state, code) => [state, code]));
const eventCodes = new Map<StepEvent, number>(stepEvents.map((event, code) => [event, code]));

function compile(): Int8Array {
  const table = new Int8Array(stepStates.length * stepEvents.length).fill(-1);
  for (const [from, state] of stepStates.entries()) {
    const snapshot = stepMachine.resolveState({ value: state });
    for (const [code, type] of stepEvents.entries()) {
      if (!snapshot.can({ type })) continue;
      const next = getNextSnapshot(stepMachine, snapshot, { type }).value as StepState;
      table[from * stepEvents.length + code] = stateCodes.get(next) ?? -1;
    }
  }
  return table;
}

const table = compile();

/**
 * The state that follows, or undefined where the event means nothing in this state. Compiled once
 * from the step machine, which remains the truth: a machine per step would cost a thousand times more.
 */
export function nextStepState(state: StepState, event: StepEvent): StepState | undefined {
  const from = stateCodes.get(state) ?? 0;
  const code = table[from * stepEvents.length + (eventCodes.get(event) ?? 0)] ?? -1;
  return code < 0 ? undefined : stepStates[code];
}

/** Whether a step in this state has ended. */
export function isTerminalStep(state: StepState): boolean {
  return (stateCodes.get(state) ?? 0) >= 4;
}
