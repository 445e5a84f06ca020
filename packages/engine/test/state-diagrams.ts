import type { AnyStateMachine } from 'xstate';
import { runMachine } from '../src/run/run-machine.ts';
import { stepMachine } from '../src/run/step-machine.ts';

function diagram(machine: AnyStateMachine): string[] {
  const [first] = machine.root.initial.target ?? [];
  const lines = ['```mermaid', 'stateDiagram-v2', `  [*] --> ${first?.key ?? ''}`];
  for (const [name, state] of Object.entries(machine.states)) {
    for (const [event, transitions] of state.transitions) {
      for (const { target } of transitions) {
        for (const next of target ?? []) lines.push(`  ${name} --> ${next.key}: ${event}`);
      }
    }
    if (state.type === 'final') lines.push(`  ${name} --> [*]`);
  }
  return [...lines, '```'];
}

/** The page `docs/state-machines.md`, made from the machines themselves. */
export function stateDiagrams(): string {
  return [
    '# State machines',
    '',
    'Made from the machines in `packages/engine/src/run` by `scripts/write-diagrams.ts`. People see `delayed` as `waiting`, and',
    '`canceling` and `failing` as `running`.',
    '',
    '## A run',
    '',
    ...diagram(runMachine),
    '',
    '## A step',
    '',
    ...diagram(stepMachine),
    '',
  ].join('\n');
}
