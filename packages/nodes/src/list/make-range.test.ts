import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { makeRange } from './make-range.ts';

it.each([
  [{ end: 3 }, [1, 2, 3]],
  [{ count: 3 }, [1, 2, 3]],
  [{ start: 10, end: 5, step: -2 }, [10, 8, 6]],
  [{ start: 0, count: 3, step: 10 }, [0, 10, 20]],
  [{ start: 7, count: 2, step: 0 }, [7, 7]],
  [{ start: 5, end: 1 }, []],
  [{ count: 0 }, []],
])('counts %j', async (input, numbers) => {
  expect((await runNode(makeRange, input)).output).toEqual({ numbers });
});

it.each([{}, { end: 3, count: 3 }, { end: 10_001 }, { end: 5, step: 0 }])(
  'refuses %j',
  async (input) => {
    await expect(runNode(makeRange, input)).rejects.toMatchObject({ code: 'invalid-range' });
  },
);
