import type { TestModel } from '../test-model.ts';

/** Stays `starting` for a time, as a model does whose machine has to be started. */
export const boot: TestModel = {
  name: 'test/boot',
  title: 'Boot',
  description: 'Takes a time before it begins, as a model does that is not running yet.',
  schema: {
    input: {
      seconds: {
        schema: { type: 'number', minimum: 0, maximum: 3600 },
        words: { default: 1, description: 'How long it takes to begin.' },
      },
    },
    output: { schema: { type: 'string' } },
  },
  defaultExample: { input: { seconds: 0.5 } },
  bootMs: ({ seconds }) => Number(seconds) * 1000,
  predict: async () => 'ready',
};
