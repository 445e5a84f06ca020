import { readdir, readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { parseWorkflow, writeWorkflow, type Workflow } from '@catena/engine';
import { readPngChunks, writePngChunks } from './png-chunks.ts';
import { readPngTexts } from './png-text.ts';
import { embedWorkflow, readEmbeddedWorkflow } from './png-workflow.ts';

const examples = new URL('../../../../examples/', import.meta.url);

async function picture(): Promise<Uint8Array> {
  const raw = Buffer.from(Array.from({ length: 16 * 12 * 4 }, (_, index) => (index * 37) % 256));
  return sharp(raw, { raw: { width: 16, height: 12, channels: 4 } })
    .png()
    .toBuffer();
}

const workflow: Workflow = {
  catena: 1,
  name: 'Größe — 画像 🖼',
  nodes: { text: { type: 'text', input: { value: 'zero \u0001 and "quotes"' } } },
};

describe('PNG that carries a workflow', () => {
  it('gives back the text that was put in, letter by letter', async () => {
    const png = embedWorkflow(await picture(), workflow);
    expect(await readEmbeddedWorkflow(png)).toBe(writeWorkflow(workflow));
  });

  it('leaves the pixels as they are', async () => {
    const before = await picture();
    const after = embedWorkflow(before, workflow);
    const pixels = (png: Uint8Array) => sharp(png).raw().toBuffer();
    expect(await pixels(after)).toEqual(await pixels(before));
  });

  it('carries every example without a change', async () => {
    const names = (await readdir(examples, { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    const texts = await Promise.all(
      names.map(({ name }) =>
        readFile(new URL(`${name}/workflow.json`, examples), 'utf8').catch(() => undefined),
      ),
    );
    const found = texts.filter((text) => text !== undefined);
    expect(found.length).toBeGreaterThanOrEqual(5);
    for (const text of found) {
      const { workflow: example } = parseWorkflow(text);
      if (!example) throw new Error('An example cannot be read.');
      const png = embedWorkflow(await picture(), example);
      expect(await readEmbeddedWorkflow(png)).toBe(text);
    }
  });

  it('carries the newest workflow only', async () => {
    const once = embedWorkflow(await picture(), workflow);
    const twice = embedWorkflow(once, { ...workflow, name: 'Second' });
    expect(readPngChunks(twice).filter(({ type }) => type === 'iTXt')).toHaveLength(1);
    expect(await readEmbeddedWorkflow(twice)).toContain('"Second"');
  });

  it('finds nothing in a PNG without one, in a broken one and in other files', async () => {
    const png = await picture();
    expect(await readEmbeddedWorkflow(png)).toBeUndefined();
    expect(
      await readEmbeddedWorkflow(embedWorkflow(png, workflow).subarray(0, 60)),
    ).toBeUndefined();
    expect(await readEmbeddedWorkflow(new TextEncoder().encode('{"catena":1}'))).toBeUndefined();
    expect(() => embedWorkflow(new Uint8Array(8), workflow)).toThrow('no PNG');
  });

  it('reads the texts that other programs write: plain and compressed', async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const join = (...parts: Uint8Array[]) => Buffer.concat(parts);
    const [header, ...rest] = readPngChunks(await picture());
    if (!header) throw new Error('The picture has no header.');
    const png = writePngChunks([
      header,
      { type: 'tEXt', content: bytes('prompt\0{"3":{}}') },
      { type: 'zTXt', content: join(bytes('long\0\0'), deflateSync('pressed')) },
      { type: 'iTXt', content: join(bytes('title\0\u0001\0en\0Titel\0'), deflateSync('Äpfel')) },
      { type: 'iTXt', content: join(bytes('bad\0\u0001\0\0\0'), bytes('not deflated')) },
      ...rest,
    ]);
    expect(Object.fromEntries(await readPngTexts(png))).toEqual({
      prompt: '{"3":{}}',
      long: 'pressed',
      title: 'Äpfel',
    });
  });

  it('does not unfold a text without bounds', async () => {
    const [header, ...rest] = readPngChunks(await picture());
    if (!header) throw new Error('The picture has no header.');
    const huge = deflateSync(Buffer.alloc(40 * 1024 * 1024));
    const content = Buffer.concat([Buffer.from('huge\0\0'), huge]);
    const png = writePngChunks([header, { type: 'zTXt', content }, ...rest]);
    expect((await readPngTexts(png)).has('huge')).toBe(false);
  });
});
