import type { TestModel } from '../test-model.ts';

/** Never ends by itself. */
export const stuck: TestModel = {
  name: 'test/stuck',
  title: 'Stuck',
  description: 'Stays at work until it is canceled.',
  schema: { input: {}, output: { schema: { type: 'string' } } },
  defaultExample: { input: {} },
  predict: (_input, { signal }) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve('canceled'))),
};
