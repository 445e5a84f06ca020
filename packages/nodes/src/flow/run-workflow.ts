import { defineNode } from '@catena/engine';
import { z } from 'zod';

/**
 * Runs another workflow by reference. Its nodes take the place of this one when a run is planned, so
 * what is left to be done here is to hand on its inputs.
 */
export const runWorkflow = defineNode({
  type: 'workflow',
  version: 1,
  title: 'Workflow',
  description:
    'Runs another workflow: a file beside this one, or one that is saved or published here. Its inputs and outputs are those of the workflow.',
  category: 'flow',
  portsFrom: { kind: 'workflow' },
  input: z.looseObject({}),
  output: z.looseObject({}),
  run: ({ input }) => input,
});
