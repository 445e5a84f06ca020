import { defineNode, port } from '@catena/engine';
import { z } from 'zod';

/** Gathers items that were worked on one by one. */
export const collectItems = defineNode({
  type: 'list.collect',
  version: 1,
  title: 'Collect',
  description: 'Waits for items that are worked on one by one and gathers them in one list again.',
  category: 'list',
  input: z.object({
    items: z
      .array(port.item('T'))
      .meta({ title: 'Items', description: 'The items; those that failed are left out.' }),
  }),
  output: z.object({
    items: z.array(port.item('T')).meta({ title: 'List', description: 'The items, in order.' }),
  }),
  run({ input }) {
    return { items: input.items };
  },
});
