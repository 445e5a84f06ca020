import { defineNode } from '@catena/engine';
import { z } from 'zod';

/** Splits a text into a list. */
export const splitText = defineNode({
  type: 'text.split',
  version: 1,
  title: 'Split text',
  description: 'Cuts a text into a list of parts: at each line end, or at a separator.',
  category: 'text',
  input: z.object({
    text: z.string().meta({ title: 'Text', description: 'The text to split.' }),
    separator: z.string().default('').meta({
      title: 'Separator',
      description: 'Where to cut, such as a comma. Left empty, each line becomes a part.',
    }),
    trim: z
      .boolean()
      .default(true)
      .meta({ title: 'Trim', description: 'Take spaces off both ends of each part.' }),
    dropEmpty: z
      .boolean()
      .default(true)
      .meta({ title: 'Drop empty parts', description: 'Leave out parts without any text.' }),
  }),
  output: z.object({
    parts: z.array(z.string()).meta({ title: 'Parts', description: 'The parts, in order.' }),
  }),
  run({ input }) {
    const parts = input.text
      .split(input.separator === '' ? /\r\n|\n|\r/ : input.separator)
      .map((part) => (input.trim ? part.trim() : part))
      .filter((part) => part !== '' || !input.dropEmpty);
    return { parts };
  },
});
