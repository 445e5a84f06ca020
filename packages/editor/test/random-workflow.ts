import type { Workflow, WorkflowNode } from '@catena/engine';
import fc from 'fast-check';

interface Choice {
  kind: number;
  picks: readonly number[];
  setting: number;
}

interface Kind {
  ports: readonly string[];
  outputs: readonly string[];
  node: WorkflowNode;
}

const kinds: readonly Kind[] = [
  {
    ports: ['text'],
    outputs: ['output'],
    node: { type: 'predict', provider: 'fake', model: 'test/echo' },
  },
  {
    ports: ['text'],
    outputs: ['output'],
    node: { type: 'predict', provider: 'fake', model: 'test/shaky' },
  },
  { ports: ['text'], outputs: ['words'], node: { type: 'split' } },
  { ports: ['texts'], outputs: ['text'], node: { type: 'join' } },
  { ports: ['a', 'b'], outputs: ['text'], node: { type: 'pair' } },
  { ports: ['value'], outputs: ['long', 'short'], node: { type: 'choose' } },
];

function build(choices: readonly Choice[]): Workflow {
  const sources = ['inputs.words', 'inputs.line'];
  const nodes: Record<string, WorkflowNode> = {};
  for (const [index, { kind, picks, setting }] of choices.entries()) {
    const { ports, outputs, node } = kinds[kind % kinds.length] as Kind;
    const input = ports.map((port, position) => {
      const pick = picks[position] ?? 0;
      const isLiteral = port !== 'texts' && pick % 11 === 10;
      return [port, isLiteral ? `v${pick}` : { $from: sources[pick % sources.length] }];
    });
    nodes[`n${index}`] = {
      ...node,
      input: Object.fromEntries(input) as Record<string, unknown>,
      ...(setting % 3 === 1 && { onItemError: 'skip' as const }),
      ...(setting % 5 === 1 && { retry: { max: 2 } }),
      ...(setting % 13 === 1 && { mute: true }),
    };
    sources.push(...outputs.map((output) => `n${index}.${output}`));
  }
  const last = sources.slice(-3).filter((source) => source.startsWith('n'));
  return {
    catena: 1,
    inputs: { words: { type: 'text[]' }, line: { type: 'text' } },
    nodes,
    outputs: Object.fromEntries(last.map((source, index) => [`o${index}`, { $from: source }])),
  };
}

const choice = fc.record({
  kind: fc.nat(60),
  picks: fc.array(fc.nat(99), { minLength: 2, maxLength: 2 }),
  setting: fc.nat(200),
});

/** Workflows of a few nodes, not all of them valid, and what is fed into them. */
export const randomWorkflow = fc.record({
  workflow: fc.array(choice, { minLength: 1, maxLength: 7 }).map(build),
  inputs: fc.record({
    words: fc.array(fc.constantFrom('a', 'bb', 'ccc ddd', '', 'eeee f'), { maxLength: 4 }),
    line: fc.constantFrom('', 'one', 'two words', 'three more words'),
  }),
});
