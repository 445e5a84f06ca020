import { defineNode, EngineError, port } from '@catena/engine';
import { z } from 'zod';

const branch = (position: string) =>
  port
    .item('T')
    .optional()
    .meta({
      title: `${position} branch`,
      description: 'Taken where no branch before it has a value.',
      tolerant: true,
    });

/** Brings branches together. */
export const mergeBranches = defineNode({
  type: 'flow.merge',
  version: 1,
  title: 'Merge',
  description: 'Goes on with the first branch that was not skipped.',
  category: 'flow',
  input: z.object({
    first: branch('First'),
    second: branch('Second'),
    third: branch('Third'),
    fourth: branch('Fourth'),
  }),
  output: z.object({
    value: port.item('T').meta({ title: 'Value', description: 'The value of that branch.' }),
  }),
  run({ input: { first, second, third, fourth } }) {
    const value = [first, second, third, fourth].find((candidate) => candidate !== undefined);
    if (value !== undefined) return { value };
    throw new EngineError({
      code: 'no-branch-taken',
      message: 'Every branch was skipped, so there is nothing to go on with.',
      hint: 'Connect a branch that always has a value as the last one.',
    });
  },
});
