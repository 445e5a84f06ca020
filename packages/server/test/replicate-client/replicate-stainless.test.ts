import Replicate from 'replicate-stainless';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onePixelPng, serveReplicate, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;
let replicate: Replicate;

beforeAll(async () => {
  bench = await serveReplicate();
  replicate = new Replicate({ bearerToken: 'r8_any', baseURL: `${bench.url}/v1` });
});
afterAll(() => bench.close());

describe('the client replicate-stainless', () => {
  it('runs models, with files too', async () => {
    expect(await replicate.run('test/sleep', { input: { seconds: 0.1 } })).toBe('awake');
    const output = (await replicate.run('test/echo', {
      input: { image: onePixelPng },
      useFileOutput: false,
    })) as { image: string };
    const picture = await fetch(output.image);
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(onePixelPng);
    await expect(replicate.run('test/fail', { input: { message: 'No.' } })).rejects.toThrow('No.');
  });

  it('creates, gets, lists and cancels predictions', async () => {
    const created = await replicate.models.predictions.create({
      model_owner: 'test',
      model_name: 'stuck',
      input: {},
    });
    const { id } = created;
    const canceled = await replicate.predictions.cancel({ prediction_id: id });
    expect(canceled.status).toBe('canceled');
    expect((await replicate.predictions.get({ prediction_id: id })).status).toBe('canceled');
    const ids: string[] = [];
    for await (const prediction of replicate.predictions.list()) ids.push(prediction.id);
    expect(ids).toContain(id);
  });

  it('reads models, collections, hardware and the account', async () => {
    // This client has no types for single models, and none for collections.
    const model = await replicate.get<{ name: string }>('/models/test/echo');
    expect(model.name).toBe('echo');
    const names: (string | undefined)[] = [];
    for await (const one of replicate.models.list()) names.push(one.name);
    expect(names).toContain('upscale');
    expect((await replicate.hardware.list())[0]?.sku).toBe('cpu');
    expect((await replicate.account.get()).username).toBe('catena');
    const collections = await replicate.get<{ results: { slug: string }[] }>('/collections');
    expect(collections.results.map(({ slug }) => slug)).toContain('local-models');
  });

  it('uploads and deletes files', async () => {
    const file = new File(['hello'], 'hello.txt', { type: 'text/plain' });
    const created = await replicate.files.create({ content: file });
    expect((await replicate.files.get({ file_id: created.id })).size).toBe(5);
    await replicate.files.delete({ file_id: created.id });
    await expect(replicate.files.get({ file_id: created.id })).rejects.toMatchObject({
      status: 404,
    });
  });
});
