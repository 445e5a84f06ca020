import { defineNode, EngineError } from '@catena/engine';
import { z } from 'zod';

const largestCount = 10_000;
const bound = 1_000_000_000;

function countOf(input: {
  start: number;
  end: number | undefined;
  count: number | undefined;
  step: number;
}): number {
  if (input.step === 0 && input.end !== undefined) return Infinity;
  if (input.count !== undefined) return input.count;
  if (input.end === undefined) return NaN;
  return Math.max(0, Math.floor((input.end - input.start) / input.step) + 1);
}

/** Makes a list of whole numbers. */
export const makeRange = defineNode({
  type: 'list.range',
  version: 1,
  title: 'Range',
  description: 'Counts: a list of whole numbers, such as 1 to 10. Good for seeds and variants.',
  category: 'list',
  input: z.object({
    start: z
      .int()
      .min(-bound)
      .max(bound)
      .default(1)
      .meta({ title: 'Start', description: 'The first number.' }),
    end: z
      .int()
      .min(-bound)
      .max(bound)
      .optional()
      .meta({ title: 'End', description: 'The last number, itself included. Or give a count.' }),
    count: z
      .int()
      .min(0)
      .max(largestCount)
      .optional()
      .meta({ title: 'Count', description: 'How many numbers. Or give an end.' }),
    step: z
      .int()
      .min(-bound)
      .max(bound)
      .default(1)
      .meta({ title: 'Step', description: 'From one number to the next; negative counts down.' }),
  }),
  output: z.object({
    numbers: z.array(z.int()).meta({ title: 'Numbers', description: 'The numbers, in order.' }),
  }),
  run({ input: { start, end, count, step } }) {
    if ((end === undefined) === (count === undefined)) {
      throw new EngineError({
        code: 'invalid-range',
        message: `A range takes an end or a count; ${end === undefined ? 'neither was' : 'both were'} given.`,
        hint: 'Give exactly one of them.',
      });
    }
    const length = countOf({ start, end, count, step });
    if (length > largestCount) {
      throw new EngineError({
        code: 'invalid-range',
        message: `From ${start} to ${end} by ${step} are more than ${largestCount} numbers.`,
        hint: 'Choose a nearer end or a larger step.',
      });
    }
    return { numbers: Array.from({ length }, (_, index) => start + index * step) };
  },
});
