import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { compareNumbers } from './compare-numbers.ts';

it.each([
  ['greater-than', [false, false, true]],
  ['at-least', [false, true, true]],
  ['equals', [false, true, false]],
  ['not-equals', [true, false, true]],
  ['at-most', [true, true, false]],
  ['less-than', [true, false, false]],
])('compares 1, 2 and 3 with 2 by %s', async (operator, expected) => {
  const runs = [1, 2, 3].map((a) => runNode(compareNumbers, { a, operator, b: 2 }));
  const results = (await Promise.all(runs)).map((run) => run.output['result']);
  expect(results).toEqual(expected);
});
