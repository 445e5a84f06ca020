import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactRef } from '@catena/engine';
import type { Problem } from '../api/problem.ts';
import { openApp, type AppBench } from '../../test/app-bench.ts';
import { openServer, type ServerBench } from '../../test/open-server.ts';

const text = 'The quick brown fox';
const bytes = (content: string) => new TextEncoder().encode(content);
const onePixelPng = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

let app: AppBench;
let ref: ArtifactRef;
beforeAll(async () => {
  app = await openApp();
  ref = await app.services.artifacts.put(bytes(text));
});
afterAll(() => app.close());

async function upload(content: BodyInit, type?: string): Promise<Response> {
  return app.send('/artifacts', {
    method: 'POST',
    body: content,
    ...(type !== undefined && { headers: { 'content-type': type } }),
  });
}

async function problemOf(response: Response): Promise<[number, string]> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return [response.status, ((await response.json()) as Problem).code];
}

describe('POST /api/artifacts', () => {
  it('stores the body by its content', async () => {
    const response = await upload(onePixelPng, 'text/html');
    expect(response.status).toBe(201);
    const id = sha256(onePixelPng);
    expect(response.headers.get('location')).toBe(`/api/artifacts/${id}`);
    expect(await response.json()).toEqual({
      $artifact: id,
      mediaType: 'image/png',
      sizeBytes: onePixelPng.length,
      width: 1,
      height: 1,
    });
  });

  it('takes JSON as a file like any other, and an empty file too', async () => {
    const broken = '{ "not": json';
    expect((await upload(broken, 'application/json')).status).toBe(201);
    const empty = await upload('');
    expect([empty.status, ((await empty.json()) as ArtifactRef).sizeBytes]).toEqual([201, 0]);
  });

  it('refuses more than the limit, whether or not that is said beforehand', async () => {
    const bench = await openServer({ CATENA_MAX_UPLOAD: '1000' });
    const send = (body: BodyInit) =>
      fetch(`${bench.url}/api/artifacts`, { method: 'POST', body, duplex: 'half' } as RequestInit);
    const said = await send('x'.repeat(2000));
    expect(await problemOf(said)).toEqual([413, 'body-too-large']);
    const streamed = await send(new Blob(['x'.repeat(2000)]).stream());
    expect(await problemOf(streamed)).toEqual([413, 'body-too-large']);
    expect((await send('x'.repeat(1000))).status).toBe(201);
    expect(await filesOf(bench)).toHaveLength(2);
    await bench.close();
  });

  it('leaves nothing of an upload that is cut off', async () => {
    const bench = await openServer();
    const sending = request(`${bench.url}/api/artifacts`, { method: 'POST' });
    sending.on('error', () => undefined);
    sending.write('the first part');
    const incoming = join(bench.services.config.dataFolder, 'artifacts', 'incoming');
    await waitFor(async () => (await readdir(incoming).catch(() => [])).length === 1);
    sending.destroy();
    await waitFor(async () => (await readdir(incoming)).length === 0);
    expect(await filesOf(bench)).toEqual([]);
    expect((await bench.client.health()).status).toBe('ok');
    await bench.close();
  });
});

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not become so.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function filesOf({ services }: ServerBench): Promise<string[]> {
  const folder = join(services.config.dataFolder, 'artifacts', 'sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('GET /api/artifacts/{id}', () => {
  const at = (more = '') => `/artifacts/${ref.$artifact}${more}`;

  it('gives the content, to be kept for ever under its hash', async () => {
    const response = await app.get(at());
    expect(await response.text()).toBe(text);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '19',
      'accept-ranges': 'bytes',
      etag: `"${ref.$artifact}"`,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-disposition': 'inline',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  it('gives headers only to HEAD', async () => {
    const response = await app.send(at(), { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '19']);
    expect(await response.text()).toBe('');
  });

  it('answers 304 to who has it', async () => {
    for (const tag of [`"${ref.$artifact}"`, `W/"${ref.$artifact}"`, `"x", "${ref.$artifact}"`]) {
      const response = await app.get(at(), { 'if-none-match': tag });
      expect([tag, response.status, await response.text()]).toEqual([tag, 304, '']);
    }
    expect((await app.get(at(), { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each([
    ['bytes=4-8', 'quick', 'bytes 4-8/19'],
    ['bytes=16-', 'fox', 'bytes 16-18/19'],
    ['bytes=-3', 'fox', 'bytes 16-18/19'],
    ['bytes=0-999', text, 'bytes 0-18/19'],
    ['bytes=-999', text, 'bytes 0-18/19'],
  ])('gives the range %s', async (range, content, contentRange) => {
    const response = await app.get(at(), { range });
    expect([response.status, await response.text()]).toEqual([206, content]);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(response.headers.get('content-length')).toBe(String(content.length));
  });

  it.each(['bytes=19-', 'bytes=500-600', 'bytes=-0'])(
    'says that %s is not inside',
    async (range) => {
      const response = await app.get(at(), { range });
      expect(response.headers.get('content-range')).toBe('bytes */19');
      expect(await problemOf(response)).toEqual([416, 'range-not-satisfiable']);
    },
  );

  it.each(['bytes=0-1,3-4', 'bytes=8-4', 'bytes=x-y', 'lines=0-1', 'bytes=-'])(
    'gives all of it for %s',
    async (range) => {
      const response = await app.get(at(), { range });
      expect([response.status, await response.text()]).toEqual([200, text]);
    },
  );

  it('gives a range only of the content that is meant', async () => {
    const range = 'bytes=0-2';
    const same = await app.get(at(), { range, 'if-range': `"${ref.$artifact}"` });
    const other = await app.get(at(), { range, 'if-range': '"other"' });
    expect([same.status, other.status]).toEqual([206, 200]);
  });

  it('names the file that a browser saves, whatever the name', async () => {
    const disposition = async (name: string) =>
      (await app.get(at(`?download=${encodeURIComponent(name)}`))).headers.get(
        'content-disposition',
      );
    expect(await disposition('fox.txt')).toBe(
      `attachment; filename="fox.txt"; filename*=UTF-8''fox.txt`,
    );
    expect(await disposition('../"a"\r\nX: y/ö.txt')).toBe(
      `attachment; filename="..__a___X_ y__.txt"; filename*=UTF-8''..__a___X_%20y_%C3%B6.txt`,
    );
    expect(await disposition('')).toContain('filename="file"');
  });

  it('streams what is larger than memory should hold, and lets go where the reader goes', async () => {
    const bench = await openServer();
    const piece = new Uint8Array(1024 * 1024);
    const big = await bench.services.artifacts.put(
      (async function* () {
        for (let index = 0; index < 64; index += 1) yield piece;
      })(),
    );
    const before = process.memoryUsage().rss;
    const response = await fetch(`${bench.url}/api/artifacts/${big.$artifact}`);
    const reader = response.body?.getReader();
    await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024);
    await reader?.cancel();
    await bench.close();
  });
});

describe('GET /api/artifacts/{id}/facts', () => {
  it('says what the artifact is', async () => {
    const response = await app.get(`/artifacts/${ref.$artifact}/facts`);
    expect(await response.json()).toEqual(ref);
  });
});

describe('GET /api/artifacts/{id}/preview', () => {
  async function bigPicture(): Promise<ArtifactRef> {
    const small = await app.services.artifacts.put(onePixelPng);
    const started = await app.post('/runs', {
      workflow: {
        catena: 1,
        nodes: {
          big: {
            type: 'image.resize',
            input: { image: small, width: 900, height: 600, fit: 'fill' },
          },
        },
        outputs: { big: { $from: 'big.image' } },
      },
    });
    const { id } = (await started.json()) as { id: string };
    await (await app.get(`/runs/${id}/events`)).text();
    const { snapshot } = await app.services.runService.get(id);
    return snapshot.outputs['big'] as ArtifactRef;
  }

  it('gives a small picture in the next larger of some sizes, and keeps it', async () => {
    const picture = await bigPicture();
    const at = `/artifacts/${picture.$artifact}/preview`;
    const response = await app.get(`${at}?width=200`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const content = new Uint8Array(await response.arrayBuffer());
    expect(await app.services.artifacts.put(content)).toMatchObject({
      mediaType: 'image/webp',
      width: 256,
      height: 171,
    });
    const etag = response.headers.get('etag') ?? '';
    expect((await app.get(`${at}?width=256`, { 'if-none-match': etag })).status).toBe(304);
    const kept = await readdir(join(app.dataFolder, 'previews', picture.$artifact.slice(0, 2)));
    expect(kept).toEqual([`${picture.$artifact}-256.webp`]);
    expect(new Uint8Array(await (await app.get(`${at}?width=129`)).arrayBuffer())).toEqual(content);
  });

  it('never enlarges', async () => {
    const { $artifact } = await app.services.artifacts.put(onePixelPng);
    const response = await app.get(`/artifacts/${$artifact}/preview?width=512`);
    const content = new Uint8Array(await response.arrayBuffer());
    expect(await app.services.artifacts.put(content)).toMatchObject({ width: 1, height: 1 });
  });

  it('is there for pictures only, and for those that can be read', async () => {
    const none = await app.get(`/artifacts/${ref.$artifact}/preview`);
    expect(await problemOf(none)).toEqual([404, 'preview-not-found']);
    const broken = await app.services.artifacts.put(onePixelPng.slice(0, 40));
    const damaged = await app.get(`/artifacts/${broken.$artifact}/preview`);
    expect(await problemOf(damaged)).toEqual([422, 'corrupt-image']);
  });

  it.each(['8', '5000', 'x', '-1', '64.5'])('refuses the width %s', async (width) => {
    const response = await app.get(`/artifacts/${ref.$artifact}/preview?width=${width}`);
    expect(await problemOf(response)).toEqual([400, 'invalid-request']);
  });
});

describe('an id that is no SHA-256', () => {
  it.each([
    'x',
    '..%2f..%2fsecrets.json',
    '..%2F..%2Fruns.db',
    '%2e%2e%2fruns.db',
    '%00',
    'a'.repeat(63),
    'A'.repeat(64),
    `${'a'.repeat(64)}%2f..`,
    'a'.repeat(5000),
  ])('names no artifact: %s', async (id) => {
    for (const path of ['', '/facts', '/preview']) {
      expect(await problemOf(await app.get(`/artifacts/${id}${path}`))).toEqual([
        404,
        'artifact-not-found',
      ]);
    }
  });

  it('nor does one of which there is nothing', async () => {
    expect(await problemOf(await app.get(`/artifacts/${'a'.repeat(64)}`))).toEqual([
      404,
      'artifact-not-found',
    ]);
  });
});
