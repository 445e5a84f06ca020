import { readdir, readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWorkflow } from '@catena/engine';
import { createClient, type Client } from '@catena/server/client';
import { serveEditor, type TestServer } from '../../../test/serve-editor.ts';
import { readPngChunks, writePngChunks } from '../../document/png-chunks.ts';
import { toTextChunk } from '../../document/png-text.ts';
import { embedWorkflow } from '../../document/png-workflow.ts';
import { readImportFile, toImportFile, type ImportFile } from './import-file.ts';
import { findReader } from './import-readers.ts';

const examples = new URL('../../../../../examples/', import.meta.url);

const comfyui = {
  '3': { class_type: 'KSampler', inputs: { seed: 7, steps: 20, model: ['4', 0] } },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sd.safetensors' } },
};

describe('import', () => {
  let server: TestServer;
  let client: Client;
  beforeAll(async () => {
    server = await serveEditor();
    client = createClient({ baseUrl: server.url });
  }, 60_000);
  afterAll(() => server.stop());

  const read = (file: ImportFile) => findReader(file).read(file, client);

  it('gives back every example byte by byte when it is exported again', async () => {
    const folders = (await readdir(examples, { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    let count = 0;
    for (const { name } of folders) {
      const path = new URL(`${name}/workflow.json`, examples);
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const { workflow, issues } = await read(toImportFile(text, `${name}.json`));
      expect(issues).toEqual([]);
      expect(workflow && writeWorkflow(workflow)).toBe(text);
      count += 1;
    }
    expect(count).toBeGreaterThanOrEqual(5);
  });

  it('keeps what it does not know, with a warning', async () => {
    const { workflow, issues } = await read(
      toImportFile('{"catena":1,"nodes":{},"futureField":{"a":[1]}}'),
    );
    expect(workflow?.['futureField']).toEqual({ a: [1] });
    expect(issues.map(({ severity }) => severity)).toEqual(['warning']);
  });

  it('says everything that is wrong, and where', async () => {
    const text = '{"catena":1,"nodes":{"a b":{"type":"text"},"c":{"type":5}}}';
    const { workflow, issues } = await read(toImportFile(text));
    expect(workflow).toBeUndefined();
    expect(issues.map(({ path }) => path?.join('.'))).toEqual(
      expect.arrayContaining(['nodes.a b', 'nodes.c.type']),
    );
  });

  it('says where a text stops being JSON', async () => {
    const { issues } = await read(toImportFile('{\n  "catena": 1,\n  "nodes": {,}\n}'));
    expect(issues[0]?.message).toMatch(/line 3/);
  });

  it('takes the workflow out of a picture that carries one', async () => {
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const bytes = embedWorkflow(png, { catena: 1, name: 'Inside', nodes: {} });
    const { workflow } = await read(await readImportFile(new File([bytes], 'result.png')));
    expect(workflow?.name).toBe('Inside');
    const plain = await read(await readImportFile(new File([new Uint8Array(png)], 'plain.png')));
    expect(plain.issues[0]?.message).toBe('plain.png carries no workflow.');
  });

  it('makes one node of a ComfyUI graph, from JSON and from its pictures', async () => {
    const file = toImportFile(JSON.stringify(comfyui), 'portrait.json');
    expect(findReader(file).title).toBe('ComfyUI graph in API format');
    const { workflow } = await read(file);
    expect(workflow?.name).toBe('portrait');
    expect(Object.keys(workflow?.nodes ?? {})).toHaveLength(1);

    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const [header, ...rest] = readPngChunks(png);
    if (!header) throw new Error('The picture has no header.');
    const carrying = writePngChunks([
      header,
      toTextChunk('prompt', JSON.stringify(comfyui)),
      ...rest,
    ]);
    const fromPicture = await read(await readImportFile(new File([carrying], 'ComfyUI_1.png')));
    expect(fromPicture.workflow?.nodes).toEqual(
      expect.objectContaining(
        Object.fromEntries(Object.keys(workflow?.nodes ?? {}).map((id) => [id, expect.anything()])),
      ),
    );
  });

  it("explains why a file of ComfyUI's editor is not enough", async () => {
    const { workflow, issues } = await read(toImportFile('{"nodes":[],"links":[],"version":0.4}'));
    expect(workflow).toBeUndefined();
    expect(issues[0]?.hint).toMatch(/Export \(API\)/);
  });
});
