import { defineNode, EngineError, port } from '@catena/engine';
import { z } from 'zod';

/** Takes one item of a list. */
export const pickItem = defineNode({
  type: 'list.pick',
  version: 1,
  title: 'Pick item',
  description: 'Takes one item of a list, by its position.',
  category: 'list',
  input: z.object({
    items: z.array(port.item('T')).meta({ title: 'List', description: 'The list to pick from.' }),
    index: z.int().min(-1_000_000).max(1_000_000).default(0).meta({
      title: 'Position',
      description: 'Counted from 0; -1 is the last item, -2 the one before.',
    }),
  }),
  output: z.object({
    item: port.item('T').meta({ title: 'Item', description: 'The item at the position.' }),
  }),
  run({ input: { items, index } }) {
    const position = index < 0 ? items.length + index : index;
    if (position >= 0 && position < items.length) return { item: items[position] };
    throw new EngineError({
      code: 'no-such-item',
      message: `There is no item at position ${index}: the list has ${items.length}.`,
      hint: 'Positions count from 0. Items that failed or were skipped upstream are missing here.',
    });
  },
});
