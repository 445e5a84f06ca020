import { defineNode, port } from '@catena/engine';
import { z } from 'zod';

const largest = 1_000_000;

/** Takes the first or last items of a list. */
export const takeItems = defineNode({
  type: 'list.take',
  version: 1,
  title: 'Take items',
  description: 'Takes some items from the start or the end of a list, in their order.',
  category: 'list',
  input: z.object({
    items: z.array(port.item('T')).meta({ title: 'List', description: 'The list to take from.' }),
    count: z
      .int()
      .min(0)
      .max(largest)
      .default(1)
      .meta({ title: 'Count', description: 'How many items at most.' }),
    from: z
      .enum(['start', 'end'])
      .default('start')
      .meta({ title: 'From', description: 'Which end of the list to take from.' }),
    skip: z
      .int()
      .min(0)
      .max(largest)
      .default(0)
      .meta({ title: 'Skip', description: 'How many items to leave out at that end first.' }),
  }),
  output: z.object({
    items: z.array(port.item('T')).meta({ title: 'Items', description: 'The items taken.' }),
  }),
  run({ input: { items, count, from, skip } }) {
    if (from === 'start') return { items: items.slice(skip, skip + count) };
    const end = Math.max(0, items.length - skip);
    return { items: items.slice(Math.max(0, end - count), end) };
  },
});
