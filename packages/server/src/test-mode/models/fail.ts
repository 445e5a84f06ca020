import { EngineError } from '@catena/engine';
import type { TestModel } from '../test-model.ts';

/** Fails with the message that it is given. */
export const fail: TestModel = {
  name: 'test/fail',
  title: 'Fail',
  description: 'Fails with the message that it is given.',
  schema: {
    input: {
      message: { schema: { type: 'string' }, words: { default: 'It did not work.' } },
    },
    output: { schema: { type: 'string' } },
  },
  defaultExample: { input: { message: 'It did not work.' } },
  async predict({ message }, { log }) {
    log('about to fail\n');
    throw new EngineError({ code: 'prediction-failed', message: String(message) });
  },
};
