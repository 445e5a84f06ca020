import { expect, it } from 'vitest';
import { semanticHash } from './semantic-hash.ts';
import type { Workflow } from './workflow-schema.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { x: { type: 'text', default: 'a' } },
  nodes: { a: { type: 'text.join', input: { text: { $from: 'inputs.x' }, n: 1 } } },
  outputs: { y: { $from: 'a.out' } },
};

it('stays when only people see the difference', () => {
  const dressed: Workflow = {
    $schema: 'https://catena.dev/schema/workflow-1.json',
    name: 'Name',
    description: 'Words',
    note: 'More words',
    outputs: { y: { title: 'Result', description: 'Words', $from: 'a.out' } },
    nodes: {
      a: {
        note: 'Why',
        title: 'Join',
        input: { n: 1, text: { $from: 'inputs.x' } },
        type: 'text.join',
      },
    },
    inputs: { x: { title: 'X', description: 'Words', type: 'text', default: 'a' } },
    layout: { a: [1, 2] },
    catena: 1,
  };
  expect(semanticHash(dressed)).toBe(semanticHash(workflow));
  expect(semanticHash(workflow)).toMatch(/^[0-9a-f]{64}$/);
});

it.each<[string, Partial<Workflow>]>([
  [
    'a literal',
    { nodes: { a: { type: 'text.join', input: { text: { $from: 'inputs.x' }, n: 2 } } } },
  ],
  ['an id', { nodes: { b: { type: 'text.join', input: { text: { $from: 'inputs.x' }, n: 1 } } } }],
  [
    'an input called title',
    {
      nodes: { a: { type: 'text.join', input: { text: { $from: 'inputs.x' }, n: 1, title: 'x' } } },
    },
  ],
  ['an output', { outputs: { z: { $from: 'a.out' } } }],
  ['a default', { inputs: { x: { type: 'text', default: 'b' } } }],
  ['an unknown member', { later: 1 }],
])('changes with %s', (_what, change) => {
  expect(semanticHash({ ...workflow, ...change })).not.toBe(semanticHash(workflow));
});
