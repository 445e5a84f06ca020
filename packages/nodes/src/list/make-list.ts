import { defineNode, port } from '@catena/engine';
import { z } from 'zod';

const item = (position: string) =>
  port
    .item('T')
    .optional()
    .meta({ title: `${position} item`, description: 'Left out of the list where it is empty.' });

/** Makes a list of single values. */
export const makeList = defineNode({
  type: 'list.make',
  version: 1,
  title: 'Make list',
  description:
    'Puts up to eight values of one type into a list, so that what follows runs for each.',
  category: 'list',
  input: z.object({
    item1: item('First'),
    item2: item('Second'),
    item3: item('Third'),
    item4: item('Fourth'),
    item5: item('Fifth'),
    item6: item('Sixth'),
    item7: item('Seventh'),
    item8: item('Eighth'),
  }),
  output: z.object({
    items: z.array(port.item('T')).meta({ title: 'List', description: 'The values, in order.' }),
  }),
  run({ input }) {
    const { item1, item2, item3, item4, item5, item6, item7, item8 } = input;
    const items = [item1, item2, item3, item4, item5, item6, item7, item8];
    return { items: items.filter((value) => value !== undefined) };
  },
});
