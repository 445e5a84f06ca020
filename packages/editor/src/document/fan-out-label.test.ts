import { expect, it } from 'vitest';
import { analysed } from '../../test/analysed.ts';
import { fanOutOfNode, fanOutOfPort, lengthsInDocument } from './fan-out-label.ts';

const { workflow, typed } = analysed(
  {
    split: { type: 'text.split', input: { text: { $from: 'inputs.one' } } },
    each: { type: 'text.split', input: { text: { $from: 'inputs.three' } } },
    pairs: {
      type: 'text.join',
      input: { texts: { $from: 'each.parts' }, separator: { $from: 'inputs.styles' } },
    },
    inline: { type: 'text.split', input: { text: ['a', 'b'] } },
  },
  {
    inputs: {
      one: { type: 'text' },
      three: { type: 'text[]', default: ['a', 'b', 'c'] },
      styles: { type: 'text[]', default: ['x', 'y', 'z', 'w'] },
    },
  },
);
const lengthOf = lengthsInDocument(workflow);

it.each([
  ['split', ''],
  ['each', '×3'],
  ['pairs', '×3×4'],
  ['inline', '×2'],
])('says how often %s runs: %j', (node, label) => {
  expect(fanOutOfNode(typed, node, lengthOf)).toBe(label);
});

it('says how many values come out, as far as it is known', () => {
  expect(fanOutOfPort(typed, { nodeId: 'split', port: 'parts' }, lengthOf)).toBe('×?');
  expect(fanOutOfPort(typed, { nodeId: 'each', port: 'parts' }, lengthOf)).toBe('×3×?');
  expect(fanOutOfPort(typed, { nodeId: 'gone', port: 'parts' }, lengthOf)).toBe('');
});

it('takes lengths from a run where one knows them', () => {
  expect(fanOutOfPort(typed, { nodeId: 'split', port: 'parts' }, () => 5)).toBe('×5');
});
