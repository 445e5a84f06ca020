import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { demoteInput } from './demote-input.ts';
import { promoteInput } from './promote-input.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { words: { type: 'text', default: 'hello' }, other: { type: 'text' } },
  nodes: {
    a: { type: 'text.template', input: { template: { $from: 'inputs.words' } } },
    b: { type: 'text.join', input: { texts: { $from: 'inputs.words' }, separator: '-' } },
    c: { type: 'text.template', input: { template: { $from: 'inputs.other' } } },
  },
  outputs: { same: { $from: 'inputs.words' }, text: { $from: 'a.text' } },
  layout: { 'inputs.words': [0, 0], a: [200, 0] },
};

it('puts the value of an input where it went, and takes the input away', () => {
  const next = demoteInput('words')(workflow);
  expect(next.inputs).toEqual({ other: { type: 'text' } });
  expect(next.nodes['a']?.input).toEqual({ template: 'hello' });
  expect(next.nodes['b']?.input).toEqual({ texts: 'hello', separator: '-' });
  expect(next.outputs).toEqual({ text: { $from: 'a.text' } });
  expect(next.layout).toEqual({ a: [200, 0] });
});

it('leaves what had no value without one', () => {
  expect(demoteInput('other')(workflow).nodes['c']?.input ?? {}).toEqual({});
  expect(demoteInput('nothing')(workflow)).toBe(workflow);
});

it('takes back what was promoted', () => {
  const before: Workflow = {
    catena: 1,
    nodes: { a: { type: 'text.join', input: { separator: ', ' } } },
    layout: { a: [0, 0] },
  };
  const promoted = promoteInput('a', { name: 'separator', type: 'text' })(before);
  expect(demoteInput('separator')(promoted)).toEqual(before);
});
