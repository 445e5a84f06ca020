import { defineNode, port } from '@catena/engine';
import { z } from 'zod';
import { checkLengths } from './check-lengths.ts';

const axis = 'pair';

/** Pairs lists item by item. */
export const zipLists = defineNode({
  type: 'list.zip',
  version: 1,
  title: 'Zip lists',
  description:
    'Pairs two to four lists of equal length: what follows takes the first item of each, then the second of each, instead of every combination.',
  category: 'list',
  input: z.object({
    first: z.array(port.item('T')).meta({ title: 'First', description: 'A list.' }),
    second: z
      .array(port.item('U'))
      .meta({ title: 'Second', description: 'A list as long as the first.' }),
    third: z
      .array(port.item('V'))
      .optional()
      .meta({ title: 'Third', description: 'Another list as long as the first.' }),
    fourth: z
      .array(port.item('W'))
      .optional()
      .meta({ title: 'Fourth', description: 'Another list as long as the first.' }),
  }),
  output: z.object({
    first: z
      .array(port.item('T'))
      .meta({ title: 'First', description: 'The first list, paired.', axis }),
    second: z
      .array(port.item('U'))
      .meta({ title: 'Second', description: 'The second list, paired.', axis }),
    third: z
      .array(port.item('V'))
      .optional()
      .meta({ title: 'Third', description: 'The third list, paired.', axis }),
    fourth: z
      .array(port.item('W'))
      .optional()
      .meta({ title: 'Fourth', description: 'The fourth list, paired.', axis }),
  }),
  run({ input: { first, second, third, fourth } }) {
    checkLengths({ first, second, third, fourth });
    return { first, second, ...(third && { third }), ...(fourth && { fourth }) };
  },
});
