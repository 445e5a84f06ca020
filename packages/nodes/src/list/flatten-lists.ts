import { defineNode, port } from '@catena/engine';
import { z } from 'zod';

/** Joins a list of lists into one list. */
export const flattenLists = defineNode({
  type: 'list.flatten',
  version: 1,
  title: 'Flatten',
  description: 'Joins a list of lists into one list, such as the faces of all photos.',
  category: 'list',
  input: z.object({
    items: z
      .array(z.array(port.item('T')))
      .meta({ title: 'Lists', description: 'The lists to join.' }),
  }),
  output: z.object({
    items: z
      .array(port.item('T'))
      .meta({ title: 'List', description: 'All items, list after list.' }),
  }),
  run({ input }) {
    return { items: input.items.flat() };
  },
});
