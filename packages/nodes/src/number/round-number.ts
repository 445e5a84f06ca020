import { defineNode } from '@catena/engine';
import { z } from 'zod';

const roundings = { nearest: Math.round, down: Math.floor, up: Math.ceil };

/** Rounds to a whole number. */
export const roundNumber = defineNode({
  type: 'number.round',
  version: 1,
  title: 'Round',
  description: 'Makes a whole number, or a whole multiple of a step.',
  category: 'number',
  input: z.object({
    number: z.number().meta({ title: 'Number', description: 'The number to round.' }),
    mode: z
      .enum(Object.keys(roundings) as (keyof typeof roundings)[])
      .default('nearest')
      .meta({ title: 'Mode', description: 'Which whole number to take.' }),
    step: z.int().min(1).max(1_000_000).default(1).meta({
      title: 'Step',
      description: 'The result is a multiple of this, such as 8 for picture sizes.',
    }),
  }),
  output: z.object({
    value: z.int().meta({ title: 'Result', description: 'The rounded number.' }),
  }),
  run({ input: { number, mode, step } }) {
    // Adding zero turns the negative zero of Math.ceil(-0.5) into a plain one.
    return { value: roundings[mode](number / step) * step + 0 };
  },
});
