import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onePixelPng, serveReplicate, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('replicate.files', () => {
  it('uploads a file with what is to be known of it', async () => {
    const { files } = bench.replicate;
    const blob = new File([onePixelPng], 'dot "1".png', { type: 'image/png' });
    const created = await files.create(blob, { customer: 7 });
    expect(created).toMatchObject({
      content_type: 'image/png',
      size: onePixelPng.length,
      checksums: { sha256: sha256(onePixelPng) },
      metadata: { customer: 7 },
    });
    const dayMs = 24 * 60 * 60 * 1000;
    const lifeMs = Date.parse(created.expires_at ?? '') - Date.parse(created.created_at);
    expect(Math.abs(lifeMs - dayMs)).toBeLessThan(60_000);
    expect(created.urls.get).toBe(`${bench.url}/v1/files/${created.id}`);
    expect(await files.get(created.id)).toEqual(created);
  });

  it('lists files, the newest first, and deletes them', async () => {
    const { files } = bench.replicate;
    const { id } = await files.create(Buffer.from('hello'));
    expect((await files.list()).results[0]?.id).toBe(id);
    expect(await files.delete(id)).toBe(true);
    await expect(files.get(id)).rejects.toMatchObject({ response: { status: 404 } });
    expect((await files.list()).results.map((file) => file.id)).not.toContain(id);
  });

  it('hands a model the content of a file that was uploaded', async () => {
    const { urls } = await bench.replicate.files.create(Buffer.from('hello'));
    const output = await bench.replicate.run('test/digest', { input: { file: urls.get } });
    expect(output).toMatchObject({ sha256: sha256(Buffer.from('hello')), size: 5 });
  });
});
