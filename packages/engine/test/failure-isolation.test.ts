import { describe, expect, it } from 'vitest';
import {
  callOf,
  createHarness,
  refusal,
  statusesOf,
  textModel,
  workflowOf,
} from './behaviour-bench.ts';

const models = {
  'test/picky': textModel({
    predict(input) {
      if (String(input['text']).startsWith('bad')) throw refusal('not-liked');
      return `${String(input['text'])}?`;
    },
    delayMs: () => 10,
  }),
};

const words = { words: { type: 'text[]' } };

describe('a failed item', () => {
  it('takes with it only what depends on it, and the run ends failed with all the rest', async () => {
    const { run, provider } = createHarness({ models });
    const result = await run(
      workflowOf({
        inputs: words,
        nodes: {
          ask: callOf('test/picky', 'inputs.words'),
          shout: callOf('test/echo', 'ask.output'),
          all: { type: 'join', input: { texts: { $from: 'shout.output' } } },
          other: callOf('test/echo', 'inputs.words'),
        },
        outputs: {
          each: { $from: 'shout.output' },
          all: { $from: 'all.text' },
          other: { $from: 'other.output' },
        },
      }),
      { words: ['a', 'bad', 'c'] },
    );
    expect(result.status).toBe('failed');
    expect(result.outputs).toEqual({ each: ['a?!', 'c?!'], other: ['a!', 'bad!', 'c!'] });
    expect(statusesOf(result)).toMatchObject({
      'ask[1]': 'failed',
      'shout[1]': 'skipped',
      all: 'skipped',
    });
    expect(provider.calls).toHaveLength(8);
  });

  it('is a hole where the node accepts it: what collects leaves it out', async () => {
    const result = await createHarness({ models }).run(
      workflowOf({
        inputs: words,
        nodes: {
          ask: callOf('test/picky', 'inputs.words', { onItemError: 'skip' }),
          shout: callOf('test/echo', 'ask.output'),
          all: {
            type: 'join',
            input: { texts: { $from: 'shout.output' }, labels: { $from: 'inputs.words' } },
          },
        },
        outputs: { all: { $from: 'all.text' } },
      }),
      { words: ['a', 'bad', 'c'] },
    );
    expect(result).toMatchObject({ status: 'succeeded', outputs: { all: 'a?! c?! a c' } });
  });

  it('that is not accepted passes through a merge, one that is accepted does not', async () => {
    const of = (onItemError: 'fail' | 'skip') =>
      workflowOf({
        inputs: words,
        nodes: {
          ask: callOf('test/picky', 'inputs.words', { onItemError }),
          any: {
            type: 'merge',
            input: { first: { $from: 'ask.output' }, second: { $from: 'inputs.words' } },
          },
        },
        outputs: { all: { $from: 'any.value' } },
      });
    const strict = await createHarness({ models }).run(of('fail'), { words: ['a', 'bad'] });
    expect(strict).toMatchObject({ status: 'failed', outputs: { all: ['a?'] } });
    const lenient = await createHarness({ models }).run(of('skip'), { words: ['a', 'bad'] });
    expect(lenient).toMatchObject({ status: 'succeeded', outputs: { all: ['a?', 'bad'] } });
  });

  it('that makes a list leaves out the lists that hang on it', async () => {
    const result = await createHarness({
      models: {
        'test/halves': {
          ...textModel({
            predict(input) {
              if (input['text'] === 'bad') throw refusal('not-liked');
              return String(input['text']).split('');
            },
          }),
          output: { type: 'array', items: { type: 'string' } },
        },
      },
    }).run(
      workflowOf({
        inputs: words,
        nodes: {
          cut: callOf('test/halves', 'inputs.words', { onItemError: 'skip' }),
          shout: callOf('test/echo', 'cut.output'),
          line: { type: 'join', input: { texts: { $from: 'shout.output' } } },
        },
        outputs: { letters: { $from: 'shout.output' }, lines: { $from: 'line.text' } },
      }),
      { words: ['ab', 'bad', 'c'] },
    );
    expect(result.outputs).toEqual({ letters: [['a!', 'b!'], ['c!']], lines: ['a! b!', 'c!'] });
  });

  it('ends the run at once where that is asked for, and cancels what is under way', async () => {
    const harness = createHarness({
      models: {
        ...models,
        'test/slow': textModel({ predict: () => 'late', delayMs: () => 10_000 }),
      },
    });
    const run = await harness.engine.run(
      workflowOf({ nodes: { ask: callOf('test/picky', 'bad'), slow: callOf('test/slow', 'x') } }),
      { failFast: true },
    );
    const result = await harness.clock.runUntil(run.result);
    expect(result.status).toBe('failed');
    expect(statusesOf(result)).toEqual({ ask: 'failed', slow: 'canceled' });
    expect(harness.provider.calls.map((call) => call.status)).toEqual(['failed', 'canceled']);
    expect(result.snapshot.error).toMatchObject({ code: 'not-liked' });
  });
});
