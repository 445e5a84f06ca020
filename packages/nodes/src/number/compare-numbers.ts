import { defineNode } from '@catena/engine';
import { z } from 'zod';

const comparisons = {
  'greater-than': (a: number, b: number) => a > b,
  'at-least': (a: number, b: number) => a >= b,
  equals: (a: number, b: number) => a === b,
  'not-equals': (a: number, b: number) => a !== b,
  'at-most': (a: number, b: number) => a <= b,
  'less-than': (a: number, b: number) => a < b,
};

/** Compares two numbers. */
export const compareNumbers = defineNode({
  type: 'number.compare',
  version: 1,
  title: 'Compare numbers',
  description: 'Says whether a comparison of two numbers holds.',
  category: 'number',
  input: z.object({
    a: z.number().meta({ title: 'A', description: 'The first number.' }),
    operator: z
      .enum(Object.keys(comparisons) as (keyof typeof comparisons)[])
      .default('greater-than')
      .meta({ title: 'Operator', description: 'How A and B are compared.' }),
    b: z.number().meta({ title: 'B', description: 'The second number.' }),
  }),
  output: z.object({
    result: z.boolean().meta({ title: 'Result', description: 'Whether it holds.' }),
  }),
  run({ input: { a, operator, b } }) {
    return { result: comparisons[operator](a, b) };
  },
});
