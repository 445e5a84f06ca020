import type { Workflow } from '@catena/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onePixelPng, serveReplicate, until, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

async function publish(model: string, workflow: Workflow): Promise<string> {
  const { id } = await bench.client.workflows.create({ workflow });
  await bench.client.publishedModels.publish(id, { model });
  return id;
}

/** Calls a model for each of several times, in seconds. */
const naps: Workflow = {
  catena: 1,
  name: 'Naps',
  description: 'Sleeps several times.',
  inputs: { seconds: { type: 'number[]' } },
  nodes: {
    nap: {
      type: 'predict',
      provider: 'test',
      model: 'test/sleep',
      input: { seconds: { $from: 'inputs.seconds' }, steps: 1 },
    },
  },
  outputs: { each: { $from: 'nap.output' } },
};

describe('a published workflow, called by the official client', () => {
  it('is a model like others: found, described, run', async () => {
    const { replicate } = bench;
    await publish('me/naps', naps);
    const model = await replicate.models.get('me', 'naps');
    expect(model).toMatchObject({ description: 'Sleeps several times.', default_example: null });
    expect((await replicate.models.search('naps')).results[0]?.name).toBe('naps');
    const collection = await replicate.collections.get('published-workflows');
    expect(collection.models?.map(({ name }) => name)).toContain('naps');
    const output = await replicate.run('me/naps', { input: { seconds: [0, 0] } });
    expect(output).toEqual(['awake', 'awake']);
    await expect(replicate.run('me/naps', { input: {} })).rejects.toThrow('seconds is required');
    const wrong = replicate.run('me/naps', { input: { seconds: ['long'] } });
    await expect(wrong).rejects.toThrow('Invalid type. Expected: number, given: string');
  });

  it('takes files and gives files', async () => {
    await publish('me/enlarge', {
      catena: 1,
      inputs: { picture: { type: 'image' }, width: { type: 'integer', default: 4, maximum: 100 } },
      nodes: {
        resize: {
          type: 'image.resize',
          input: {
            image: { $from: 'inputs.picture' },
            width: { $from: 'inputs.width' },
            height: { $from: 'inputs.width' },
          },
        },
      },
      outputs: { picture: { $from: 'resize.image' } },
    });
    const output = await bench.replicate.run('me/enlarge', { input: { picture: onePixelPng } });
    const response = await fetch(output as unknown as string);
    expect(response.headers.get('content-type')).toBe('image/png');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([4, 4]);
  });

  it('shows the first items of a list while it works on the others', async () => {
    await publish('me/slow-naps', naps);
    const lengths = new Set<number>();
    const seconds = [0, 0.5, 1];
    const output = await bench.replicate.run(
      'me/slow-naps',
      { input: { seconds }, wait: { mode: 'poll', interval: 40 } },
      ({ output: partial }) => {
        if (Array.isArray(partial)) lengths.add(partial.length);
      },
    );
    expect(output).toEqual(['awake', 'awake', 'awake']);
    expect([...lengths]).toEqual([1, 2, 3]);
  });

  it('ends its run, and what that has under way, when the prediction is canceled', async () => {
    const { replicate, client } = bench;
    const workflowId = await publish('me/long-nap', naps);
    const { id } = await replicate.predictions.create({
      model: 'me/long-nap',
      input: { seconds: [600] },
    });
    await until(async () =>
      (await replicate.predictions.get(id)).status === 'processing' ? true : undefined,
    );
    expect((await replicate.predictions.cancel(id)).status).toBe('canceled');
    const run = await until(async () => {
      const { runs } = await client.runs.list({ workflowId });
      return runs.find(({ status }) => status === 'canceled');
    });
    expect(run.predictionId).toBe(id);
  });
});
