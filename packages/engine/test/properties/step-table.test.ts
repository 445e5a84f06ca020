import assert from 'node:assert/strict';
import { describe, expect, it } from 'vitest';
import { stepMachine } from '../../src/run/step-machine.ts';
import {
  isTerminalStep,
  nextStepState,
  stepEvents,
  stepStates,
  type StepEvent,
  type StepState,
} from '../../src/run/step-table.ts';

type Next = (state: StepState, event: StepEvent) => StepState | undefined;

/** The state that the machine's own definition names for an event. */
function targetOf(state: StepState, event: StepEvent): string | undefined {
  const [transition] = stepMachine.root.states[state]?.on[event] ?? [];
  return transition?.target?.[0]?.key;
}

function checkTable(next: Next): void {
  for (const state of stepStates) {
    for (const event of stepEvents) {
      assert.equal(next(state, event), targetOf(state, event), `${state} on ${event}`);
    }
  }
}

describe('the table of steps', () => {
  it('knows every state and event of the machine, and no other', () => {
    const { states } = stepMachine.root;
    expect(Object.keys(states).sort()).toEqual([...stepStates].sort());
    const events = Object.values(states).flatMap((state) => Object.keys(state.on));
    expect([...new Set(events)].sort()).toEqual([...stepEvents].sort());
  });

  it('says for each state and event what the machine says', () => {
    checkTable(nextStepState);
  });

  it('calls those states ended that are final in the machine', () => {
    for (const state of stepStates) {
      expect(isTerminalStep(state)).toBe(stepMachine.root.states[state]?.type === 'final');
    }
  });

  it('differs from the machine where one entry is wrong: the check says so', () => {
    for (const state of stepStates) {
      for (const event of stepEvents) {
        const wrong: Next = (one, other) => {
          const right = nextStepState(one, other);
          if (one !== state || other !== event) return right;
          return right === undefined ? 'queued' : undefined;
        };
        expect(() => checkTable(wrong)).toThrow(`${state} on ${event}`);
      }
    }
  });
});
