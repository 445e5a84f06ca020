import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { defineNode, NodeLibrary } from '@catena/engine';

const value = z.number();

const source = defineNode({
  type: 'bench.source',
  version: 1,
  title: 'Source',
  description: 'Gives a number.',
  category: 'number',
  input: z.object({ value }),
  output: z.object({ value }),
  run: async ({ input }) => ({ value: input.value }),
});

const step = defineNode({
  type: 'bench.step',
  version: 1,
  title: 'Step',
  description: 'Gives back a number at once.',
  category: 'number',
  input: z.object({ value }),
  output: z.object({ value }),
  run: async ({ input }) => ({ value: input.value }),
});

const merge = defineNode({
  type: 'bench.merge',
  version: 1,
  title: 'Merge',
  description: 'Gives the first of up to eight numbers.',
  category: 'number',
  input: z.object({
    in0: value,
    in1: value.optional(),
    in2: value.optional(),
    in3: value.optional(),
    in4: value.optional(),
    in5: value.optional(),
    in6: value.optional(),
    in7: value.optional(),
  }),
  output: z.object({ value }),
  run: async ({ input }) => ({ value: input.in0 }),
});

const spread = defineNode({
  type: 'bench.spread',
  version: 1,
  title: 'Spread',
  description: 'Gives a list of a length.',
  category: 'list',
  input: z.object({ length: z.int() }),
  output: z.object({ items: z.array(value) }),
  run: async ({ input }) => ({ items: Array.from({ length: input.length }, (_, index) => index) }),
});

const gather = defineNode({
  type: 'bench.gather',
  version: 1,
  title: 'Gather',
  description: 'Gives the length of a list.',
  category: 'list',
  input: z.object({ items: z.array(value) }),
  output: z.object({ value }),
  run: async ({ input }) => ({ value: input.items.length }),
});

const pair = defineNode({
  type: 'bench.pair',
  version: 1,
  title: 'Pair',
  description: 'Adds two numbers.',
  category: 'number',
  input: z.object({ a: value, b: value }),
  output: z.object({ value }),
  run: async ({ input }) => ({ value: input.a + input.b }),
});

const wait = defineNode({
  type: 'bench.wait',
  version: 1,
  title: 'Wait',
  description: 'Gives back a number after a while.',
  category: 'number',
  input: z.object({ value, ms: z.number() }),
  output: z.object({ value }),
  run: async ({ input }) => {
    if (input.ms > 0) await pause(input.ms);
    return { value: input.value };
  },
});

const predict = defineNode({
  type: 'predict',
  version: 1,
  title: 'Predict',
  description: 'Calls a model.',
  category: 'model',
  input: z.looseObject({}),
  output: z.looseObject({}),
  portsFrom: { kind: 'model' },
  run: ({ node, input, predict: call }) =>
    call({ provider: node.provider ?? '', model: node.model ?? '', input }),
});

/** The node types that the benchmarks are made of: each answers at once, but for the one that waits. */
export const benchNodes = new NodeLibrary([
  source,
  step,
  merge,
  spread,
  gather,
  pair,
  wait,
  predict,
]);
