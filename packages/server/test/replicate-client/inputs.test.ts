import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onePixelPng, serveReplicate, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

async function download(address: unknown): Promise<Buffer> {
  return Buffer.from(await (await fetch(String(address))).arrayBuffer());
}

describe('files in inputs', () => {
  it('are uploaded from buffers, blobs and files, wherever they stand', async () => {
    const note = new Blob(['a note'], { type: 'text/plain' });
    const page = new File(['<p>'], 'page.html', { type: 'text/html' });
    const output = (await bench.replicate.run('test/echo', {
      input: { image: onePixelPng, file: note, files: [page, Buffer.from('x'), note] },
    })) as { image: string; file: string; files: string[] };
    expect(await download(output.image)).toEqual(onePixelPng);
    expect(String(await download(output.file))).toBe('a note');
    const texts = await Promise.all(output.files.map(async (file) => String(await download(file))));
    expect(texts).toEqual(['<p>', 'x', 'a note']);
  });

  it('may be data URLs', async () => {
    const file = `data:text/plain;base64,${Buffer.from('hello').toString('base64')}`;
    const output = await bench.replicate.run('test/digest', { input: { file } });
    const sha256 = createHash('sha256').update('hello').digest('hex');
    expect(output).toMatchObject({ sha256, size: 5 });
  });

  it('may be the output of an earlier prediction', async () => {
    const made = await bench.replicate.run('test/bytes', { input: { size: 70_000, seed: 3 } });
    const bytes = await download(made);
    expect(bytes).toHaveLength(70_000);
    const output = await bench.replicate.run('test/digest', { input: { file: made } });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(output).toMatchObject({ sha256, size: 70_000 });
  });
});
