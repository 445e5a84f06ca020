import { defineNode } from '@catena/engine';
import { z } from 'zod';

/** Writes a number as a text. */
export const formatNumber = defineNode({
  type: 'number.format',
  version: 1,
  title: 'Format number',
  description: 'Writes a number as a text, with a fixed number of decimals and leading zeros.',
  category: 'number',
  input: z.object({
    number: z.number().meta({ title: 'Number', description: 'The number to write.' }),
    decimals: z
      .int()
      .min(0)
      .max(20)
      .optional()
      .meta({ title: 'Decimals', description: 'Digits after the point; as needed by default.' }),
    digits: z.int().min(1).max(20).default(1).meta({
      title: 'Digits',
      description: 'At least as many digits before the point, filled with zeros: 3 writes 007.',
    }),
  }),
  output: z.object({
    text: z.string().meta({ title: 'Text', description: 'The number as a text.' }),
  }),
  run({ input: { number, decimals, digits } }) {
    const size = Math.abs(number);
    const written = decimals === undefined ? String(size) : size.toFixed(decimals);
    const [whole = '', ...fraction] = written.split('.');
    const isNegative = number < 0 && Number(written) !== 0;
    const text = [whole.padStart(digits, '0'), ...fraction].join('.');
    return { text: isNegative ? `-${text}` : text };
  },
});
