import { describe, expect, it } from 'vitest';
import {
  createMemoryArtifactStore,
  createMemoryPredictionCache,
  EngineError,
  type UrlFetcher,
} from '../src/index.ts';
import type { FakeModel } from '../src/testing/index.ts';
import { createHarness, startRecorded, statusesOf, workflowOf } from './behaviour-bench.ts';

const image = { type: 'string', format: 'uri', 'x-catena-type': 'image' };
const models: Record<string, FakeModel> = {
  'test/look': {
    input: { image },
    required: ['image'],
    output: { type: 'string' },
    predict: (input) => JSON.stringify(input['image']),
  },
};

const onePixelPng = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ),
  (character) => character.charCodeAt(0),
);

const look = { type: 'predict', provider: 'fake', model: 'test/look' };
const address = 'https://pictures.example/a.png';
const one = workflowOf({ nodes: { look: { ...look, input: { image: address } } } });

/** A fetcher for which every address that ends in `.png` is a picture, and any other a text. */
async function createBench(fail: (attempt: number) => EngineError | undefined = () => undefined) {
  const artifacts = createMemoryArtifactStore();
  // Stored beforehand: to hash takes real time, of which the simulated clock knows nothing.
  const picture = await artifacts.put(onePixelPng);
  const text = await artifacts.put(new TextEncoder().encode('a text'));
  const fetched: string[] = [];
  const signals: AbortSignal[] = [];
  const fetcher: UrlFetcher = {
    async fetch(url, { signal }) {
      fetched.push(url);
      signals.push(signal);
      const error = fail(fetched.length);
      if (error) throw error;
      return url.endsWith('.png') ? picture : text;
    },
  };
  const cache = createMemoryPredictionCache();
  const harness = createHarness({ models, engine: { artifacts, fetcher, cache } });
  return { harness, fetched, signals };
}

const refused = new EngineError({ code: 'url-refused', message: 'This address is private.' });
const failed = new EngineError({ code: 'url-failed', message: 'No answer.', retryable: true });

describe('an address at an input that takes files', () => {
  it('is fetched before the step, so that the model gets an artifact', async () => {
    const { harness, fetched } = await createBench();
    const result = await harness.run(one);
    expect(statusesOf(result)).toEqual({ look: 'succeeded' });
    expect(harness.provider.calls[0]?.input['image']).toMatchObject({ mediaType: 'image/png' });
    expect(fetched).toEqual([address]);
  });

  it('comes from an input of the workflow too, and is fetched once for all steps of a run', async () => {
    const { harness, fetched } = await createBench();
    const workflow = workflowOf({
      inputs: { photos: { type: 'image[]' } },
      nodes: {
        look: { ...look, input: { image: { $from: 'inputs.photos' } } },
        again: { ...look, input: { image: { $from: 'inputs.photos' } } },
      },
    });
    const photos = [address, 'https://pictures.example/b.png', address];
    const result = await harness.run(workflow, { photos });
    expect(result.status).toBe('succeeded');
    expect(Object.keys(statusesOf(result))).toHaveLength(6);
    expect(fetched.toSorted()).toEqual([...new Set(photos)].toSorted());
  });

  it('is known to the cache by its content', async () => {
    const { harness } = await createBench();
    await harness.run(one);
    const other = 'https://mirror.example/same.png';
    const moved = workflowOf({ nodes: { look: { ...look, input: { image: other } } } });
    const result = await harness.run(moved);
    expect(statusesOf(result)).toEqual({ look: 'cached' });
  });

  it('fails its steps, and nothing else, where it may not be reached', async () => {
    const { harness } = await createBench(() => refused);
    const workflow = workflowOf({
      nodes: {
        ...one.nodes,
        other: { type: 'pair', input: { a: 'a', b: 'b' } },
      },
    });
    const result = await harness.run(workflow);
    expect(statusesOf(result)).toEqual({ look: 'failed', other: 'succeeded' });
    expect(result.snapshot.nodes['look']?.steps[0]?.error).toMatchObject({
      code: 'url-refused',
      nodeId: 'look',
    });
    expect(harness.provider.calls).toHaveLength(0);
  });

  it('is fetched again where that may help', async () => {
    const { harness, fetched } = await createBench((attempt) => (attempt < 3 ? failed : undefined));
    expect((await harness.run(one)).status).toBe('succeeded');
    expect(fetched).toHaveLength(3);
  });

  it('is given up after three attempts', async () => {
    const { harness, fetched } = await createBench(() => failed);
    expect((await harness.run(one)).status).toBe('failed');
    expect(fetched).toHaveLength(3);
  });

  it('must hold what the input takes', async () => {
    const { harness } = await createBench();
    const page = 'https://pictures.example/page';
    const workflow = workflowOf({
      nodes: { look: { ...look, input: { image: page }, types: { image: 'image' } } },
    });
    const result = await harness.run(workflow);
    expect(result.snapshot.nodes['look']?.steps[0]?.error).toMatchObject({ code: 'invalid-value' });
  });

  it('is no longer fetched when the run is canceled', async () => {
    const { harness, signals } = await createBench(() => failed);
    const { run } = await startRecorded(harness, one);
    await harness.clock.runUntil(harness.clock.sleep(10));
    run.cancel();
    const result = await harness.clock.runUntil(run.result);
    expect(statusesOf(result)).toEqual({ look: 'canceled' });
    expect(signals[0]?.aborted).toBe(true);
  });

  it('leaves its steps open in a plan, and is not fetched for it', async () => {
    const { harness, fetched } = await createBench();
    const plan = await harness.engine.plan(one);
    expect(plan.nodes[0]).toMatchObject({ steps: 1, cached: [], misses: [], unknown: 1 });
    expect(plan.calls).toMatchObject([{ calls: 1, exact: false }]);
    expect(fetched).toEqual([]);
  });

  it('is not fetched by a dry run', async () => {
    const { harness, fetched } = await createBench();
    const run = await harness.engine.run(one, { dry: true });
    expect((await harness.clock.runUntil(run.result)).status).toBe('succeeded');
    expect(fetched).toEqual([]);
  });

  it('is handed to the provider as it is where nobody fetches', async () => {
    const harness = createHarness({ models });
    expect((await harness.run(one)).status).toBe('succeeded');
    expect(harness.provider.calls[0]?.input['image']).toBe(address);
  });
});
