import { defineNode, EngineError } from '@catena/engine';
import { z } from 'zod';

/** Runs a model. */
export const predict = defineNode({
  type: 'predict',
  version: 1,
  title: 'Model',
  description: 'Runs a model. Its inputs and outputs are those that the model itself declares.',
  category: 'model',
  portsFrom: { kind: 'model' },
  input: z.looseObject({}),
  output: z.looseObject({}),
  run(context) {
    const { node, input } = context;
    const { provider, model } = node;
    if (provider === undefined || model === undefined) {
      throw new EngineError({
        code: 'missing-model',
        message: `Node "${node.id}" does not say which model to run.`,
        hint: 'Choose a model, or set "provider" and "model" of the node.',
        nodeId: node.id,
      });
    }
    return context.predict({ provider, model, input });
  },
});
