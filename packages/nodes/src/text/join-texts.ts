import { defineNode } from '@catena/engine';
import { z } from 'zod';

/** Joins a list of texts. */
export const joinTexts = defineNode({
  type: 'text.join',
  version: 1,
  title: 'Join texts',
  description: 'Puts a list of texts together into one, in order.',
  category: 'text',
  input: z.object({
    texts: z.array(z.string()).meta({ title: 'Texts', description: 'The texts to join.' }),
    separator: z.string().default('\n').meta({
      title: 'Separator',
      description: 'Stands between the texts. A new line by default.',
    }),
  }),
  output: z.object({
    text: z.string().meta({ title: 'Text', description: 'All texts as one.' }),
  }),
  run({ input }) {
    return { text: input.texts.join(input.separator) };
  },
});
