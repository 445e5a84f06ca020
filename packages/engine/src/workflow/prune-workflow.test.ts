import { describe, expect, it } from 'vitest';
import { pruneInputs, pruneWorkflow } from './prune-workflow.ts';
import type { Workflow } from './workflow-schema.ts';

const text = (value: unknown) => ({ type: 'text.join', input: { texts: value } });

/** a → b → c, and d beside them. */
const whole: Workflow = {
  catena: 1,
  name: 'Whole',
  inputs: { first: { type: 'text' }, last: { type: 'text' }, idle: { type: 'text' } },
  nodes: {
    a: text({ $from: 'inputs.first' }),
    b: text({ $from: 'a.text' }),
    c: text({ $from: 'b.text' }),
    d: text({ $from: 'inputs.last' }),
  },
  outputs: {
    fromB: { $from: 'b.text' },
    fromC: { $from: 'c.text' },
    fromD: { $from: 'd.text' },
    firstAgain: { $from: 'inputs.first' },
    lastAgain: { $from: 'inputs.last' },
  },
  layout: { a: [0, 0], d: [9, 9] },
};

const names = (section: object | undefined) => Object.keys(section ?? {});

describe('a workflow pruned to some of its nodes', () => {
  it('keeps these, what they depend on, and what belongs to that', () => {
    const pruned = pruneWorkflow(whole, ['b']);
    expect(names(pruned.nodes)).toEqual(['a', 'b']);
    expect(names(pruned.inputs)).toEqual(['first']);
    expect(names(pruned.outputs)).toEqual(['fromB', 'firstAgain']);
    expect(pruned.name).toBe('Whole');
  });

  it('keeps each of several targets', () => {
    const pruned = pruneWorkflow(whole, ['a', 'd']);
    expect(names(pruned.nodes)).toEqual(['a', 'd']);
    expect(names(pruned.outputs)).toEqual(['fromD', 'firstAgain', 'lastAgain']);
  });

  it('leaves the workflow that it was made from as it is', () => {
    const before = structuredClone(whole);
    pruneWorkflow(whole, ['a']);
    expect(whole).toEqual(before);
  });

  it('names the nodes that there are where a target is none of them', () => {
    expect(() => pruneWorkflow(whole, ['b', 'z'])).toThrowError(
      expect.objectContaining({
        code: 'unknown-target',
        hint: 'Its nodes: a, b, c, d.',
      }),
    );
    expect(() => pruneWorkflow(whole, ['constructor'])).toThrowError(/no node "constructor"/);
  });
});

describe('the inputs of a pruned workflow', () => {
  it('are those that are left, and those that nobody knows, which are a mistake', () => {
    const pruned = pruneWorkflow(whole, ['b']);
    const given = { first: 'a', last: 'b', mistyped: 'c' };
    expect(pruneInputs(given, { whole, pruned })).toEqual({ first: 'a', mistyped: 'c' });
  });
});
