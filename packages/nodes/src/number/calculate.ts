import { defineNode, EngineError } from '@catena/engine';
import { z } from 'zod';

const operations = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
  remainder: (a: number, b: number) => a % b,
  power: (a: number, b: number) => a ** b,
  smaller: (a: number, b: number) => Math.min(a, b),
  larger: (a: number, b: number) => Math.max(a, b),
};

/** Calculates with two numbers. */
export const calculate = defineNode({
  type: 'number.calculate',
  version: 1,
  title: 'Calculate',
  description:
    'Adds, subtracts, multiplies or divides two numbers, or takes the smaller or larger.',
  category: 'number',
  input: z.object({
    a: z.number().meta({ title: 'A', description: 'The first number.' }),
    operator: z
      .enum(Object.keys(operations) as (keyof typeof operations)[])
      .default('add')
      .meta({ title: 'Operator', description: 'What to do with A and B.' }),
    b: z.number().meta({ title: 'B', description: 'The second number.' }),
  }),
  output: z.object({
    value: z.number().meta({ title: 'Result', description: 'What comes out.' }),
  }),
  run({ input: { a, operator, b } }) {
    const value = operations[operator](a, b);
    if (Number.isFinite(value)) return { value };
    const isByZero = b === 0 && (operator === 'divide' || operator === 'remainder');
    throw new EngineError({
      code: isByZero ? 'division-by-zero' : 'not-a-finite-number',
      message: isByZero
        ? `${a} cannot be divided by zero.`
        : `${operator} of ${a} and ${b} is not a finite number.`,
      hint: isByZero ? 'Check where B comes from.' : 'Check where A and B come from.',
    });
  },
});
