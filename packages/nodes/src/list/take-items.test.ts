import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { takeItems } from './take-items.ts';

it.each([
  [{}, [1]],
  [{ count: 2 }, [1, 2]],
  [{ count: 9, skip: 3 }, [4, 5]],
  [{ count: 2, from: 'end' }, [4, 5]],
  [{ count: 2, from: 'end', skip: 1 }, [3, 4]],
  [{ count: 2, from: 'end', skip: 4 }, [1]],
  [{ count: 2, from: 'end', skip: 9 }, []],
  [{ count: 0, from: 'end' }, []],
])('takes %j of 1 to 5', async (input, items) => {
  const { output } = await runNode(takeItems, { items: [1, 2, 3, 4, 5], ...input });
  expect(output).toEqual({ items });
});
