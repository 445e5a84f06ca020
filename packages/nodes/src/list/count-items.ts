import { defineNode, port } from '@catena/engine';
import { z } from 'zod';

/** Counts the items of a list. */
export const countItems = defineNode({
  type: 'list.count',
  version: 1,
  title: 'Count items',
  description: 'Says how many items a list has.',
  category: 'list',
  input: z.object({
    items: z
      .array(port.item('T'))
      .meta({ title: 'List', description: 'The list; items that failed do not count.' }),
  }),
  output: z.object({
    count: z.int().meta({ title: 'Count', description: 'How many items there are.' }),
  }),
  run({ input }) {
    return { count: input.items.length };
  },
});
