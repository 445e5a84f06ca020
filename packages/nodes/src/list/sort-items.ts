import { defineNode, port } from '@catena/engine';
import { z } from 'zod';
import { checkLengths } from './check-lengths.ts';

const axis = 'sorted';

/** Sorts a list by a list of numbers. */
export const sortItems = defineNode({
  type: 'list.sort-by',
  version: 1,
  title: 'Sort by number',
  description: 'Sorts items by a number for each, such as a score. Equal numbers keep their order.',
  category: 'list',
  input: z.object({
    items: z.array(port.item('T')).meta({ title: 'Items', description: 'The items to sort.' }),
    keys: z
      .array(z.number())
      .meta({ title: 'Numbers', description: 'One number for each item, in the same order.' }),
    descending: z
      .boolean()
      .default(true)
      .meta({ title: 'Largest first', description: 'Whether the largest number comes first.' }),
  }),
  output: z.object({
    items: z
      .array(port.item('T'))
      .meta({ title: 'Items', description: 'The items, sorted.', axis }),
    keys: z
      .array(z.number())
      .meta({ title: 'Numbers', description: 'Their numbers, in the same order.', axis }),
  }),
  run({ input: { items, keys, descending } }) {
    checkLengths({ items, keys });
    const sign = descending ? -1 : 1;
    const pairs = items
      .map((item, index) => ({ item, key: keys[index] ?? 0 }))
      .sort((one, other) => sign * (one.key - other.key));
    return { items: pairs.map(({ item }) => item), keys: pairs.map(({ key }) => key) };
  },
});
