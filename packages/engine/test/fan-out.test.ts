import { describe, expect, it } from 'vitest';
import type { Workflow } from '../src/index.ts';
import { createHarness } from './engine-harness.ts';

function workflow(parts: Pick<Workflow, 'inputs' | 'nodes' | 'outputs'>): Workflow {
  return { catena: 1, ...parts };
}

const echo = (from: string) => ({
  type: 'predict',
  provider: 'fake',
  model: 'test/echo',
  input: { text: { $from: from } },
});

describe('fan-out', () => {
  it('maps a node over a list and keeps the order', async () => {
    const result = await createHarness().run(
      workflow({
        inputs: { words: { type: 'text[]' } },
        nodes: { shout: echo('inputs.words') },
        outputs: { all: { $from: 'shout.output' } },
      }),
      { words: ['a', 'b', 'c'] },
    );
    expect(result.status).toBe('succeeded');
    expect(result.outputs).toEqual({ all: ['a!', 'b!', 'c!'] });
  });

  it('opens an axis for a list found at run time, and nests it', async () => {
    const result = await createHarness().run(
      workflow({
        inputs: { lines: { type: 'text[]' } },
        nodes: {
          split: { ...echo('inputs.lines'), model: 'test/split' },
          shout: echo('split.words'),
          line: { type: 'join', input: { texts: { $from: 'shout.output' } } },
          flat: { type: 'flatten', input: { items: { $from: 'shout.output' } } },
        },
        outputs: { lines: { $from: 'line.text' }, flat: { $from: 'flat.items' } },
      }),
      { lines: ['a b c', '', 'd'] },
    );
    expect(result.outputs).toEqual({
      lines: ['a! b! c!', '', 'd!'],
      flat: ['a!', 'b!', 'c!', 'd!'],
    });
  });

  it('multiplies different axes, and advances the same one together', async () => {
    const result = await createHarness().run(
      workflow({
        inputs: { xs: { type: 'text[]' }, ys: { type: 'text[]' } },
        nodes: {
          product: {
            type: 'pair',
            input: { a: { $from: 'inputs.xs' }, b: { $from: 'inputs.ys' } },
          },
          same: { type: 'pair', input: { a: { $from: 'inputs.xs' }, b: { $from: 'inputs.xs' } } },
        },
        outputs: { product: { $from: 'product.text' }, same: { $from: 'same.text' } },
      }),
      { xs: ['a', 'b'], ys: ['1', '2', '3'] },
    );
    expect(result.outputs).toEqual({
      product: [
        ['a1', 'a2', 'a3'],
        ['b1', 'b2', 'b3'],
      ],
      same: ['aa', 'bb'],
    });
  });

  it('routes items by choose and brings them together by merge', async () => {
    const result = await createHarness().run(
      workflow({
        inputs: { words: { type: 'text[]' } },
        nodes: {
          route: { type: 'choose', input: { value: { $from: 'inputs.words' } } },
          shout: echo('route.long'),
          any: {
            type: 'merge',
            input: { first: { $from: 'shout.output' }, second: { $from: 'route.short' } },
          },
        },
        outputs: { all: { $from: 'any.value' }, long: { $from: 'shout.output' } },
      }),
      { words: ['tiny', 'abc', 'enormous'] },
    );
    expect(result.outputs).toEqual({
      all: ['tiny!', 'abc', 'enormous!'],
      long: ['tiny!', 'enormous!'],
    });
  });

  it('makes no steps of an empty list and collects it as an empty one', async () => {
    const { run, provider } = createHarness();
    const result = await run(
      workflow({
        inputs: { words: { type: 'text[]' } },
        nodes: {
          shout: echo('inputs.words'),
          all: { type: 'collect', input: { items: { $from: 'shout.output' } } },
        },
        outputs: { all: { $from: 'all.items' } },
      }),
      { words: [] },
    );
    expect(result).toMatchObject({ status: 'succeeded', outputs: { all: [] } });
    expect(provider.calls).toHaveLength(0);
  });
});
