import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectHealthy, send } from '../security/raw-request.ts';
import { openReplicate, type ReplicateBench } from './open-replicate.ts';

let bench: ReplicateBench;
beforeAll(async () => void (bench = await openReplicate()));
afterAll(() => bench.close());

const boundary = 'x-boundary';
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };

function part(headers: string, content: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${content}\r\n`;
}
const end = `--${boundary}--\r\n`;

const upload = (body: string | Uint8Array, headers: Record<string, string> = multipart) =>
  send(`${bench.url}/v1/files`, { method: 'POST', headers, body });

async function uploadForm(name: string, content: string, type = 'text/plain') {
  const form = new FormData();
  form.append('content', new File([content], name, { type }));
  form.append('metadata', new Blob(['{"kind":"a"}'], { type: 'application/json' }));
  const answer = await fetch(`${bench.url}/v1/files`, { method: 'POST', body: form });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a file', () => {
  it('is uploaded as the official client does, with its metadata as a file', async () => {
    const { status, json } = await uploadForm('a "quoted" ñ.txt', 'hello');
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.stringMatching(/^[\w-]{40,}$/),
      name: 'a "quoted" ñ.txt',
      content_type: 'text/plain',
      size: 5,
      etag: md5('hello'),
      checksums: { sha256: sha256('hello'), md5: md5('hello') },
      metadata: { kind: 'a' },
      created_at: expect.stringMatching(/Z$/),
      expires_at: expect.stringMatching(/Z$/),
      urls: { get: `${bench.url}/v1/files/${String(json['id'])}` },
    });
    const kept = Date.parse(String(json['expires_at'])) - Date.parse(String(json['created_at']));
    expect(kept).toBe(24 * 60 * 60_000);
    const got = await bench.call('GET', `/files/${String(json['id'])}`);
    expect(got).toMatchObject({ status: 200, json });
    const list = await bench.call('GET', '/files');
    expect(list.json).toMatchObject({ next: null, previous: null, results: [json] });
  });

  it('is deleted with an empty 204, and gone then', async () => {
    const { json } = await uploadForm('a.txt', 'gone soon');
    const path = `/files/${String(json['id'])}`;
    expect(await bench.call('DELETE', path)).toMatchObject({ status: 204, text: '' });
    expect(await bench.call('GET', path)).toMatchObject({ status: 404 });
    expect(await bench.call('DELETE', path)).toMatchObject({ status: 404 });
  });

  it('is given to a model that is given its address, wherever it stands', async () => {
    const one = (await uploadForm('a.txt', 'one')).json['urls'] as { get: string };
    const two = (await uploadForm('b.txt', 'two')).json['urls'] as { get: string };
    const input = { file: one.get, files: [two.get, 'data:text/plain;base64,dGhyZWU='] };
    const { json } = await bench.predict('test/echo', input, { headers: { prefer: 'wait' } });
    expect(json['input']).toEqual(input);
    const output = json['output'] as { file: string; files: string[] };
    const addresses = [output.file, ...output.files];
    const contents = addresses.map(async (address) => (await fetch(address)).text());
    expect(await Promise.all(contents)).toEqual(['one', 'two', 'three']);
  });

  it('that is gone is no input any more', async () => {
    const { json: file } = await uploadForm('a.txt', 'gone');
    await bench.call('DELETE', `/files/${String(file['id'])}`);
    const { get } = file['urls'] as { get: string };
    const { status, json } = await bench.predict('test/echo', { file: get });
    expect(status).toBe(422);
    expect(json['detail']).toBe(
      '- input.file: The file has expired or was deleted; upload it again\n',
    );
  });

  it('is downloaded by whoever has a signature for it, and by nobody else', async () => {
    const { json } = await uploadForm('a.txt', 'secret text');
    const id = String(json['id']);
    const expiry = String(Math.floor(Date.now() / 1000) + 60);
    const { files } = bench.services.replicate;
    const signature = await files.sign(id, { owner: 'me', expiry });
    const address = (ticket: Record<string, string>) =>
      `${bench.url}/v1/files/${id}/download?${new URLSearchParams(ticket).toString()}`;
    const right = await fetch(address({ owner: 'me', expiry, signature }));
    expect(right.headers.get('content-type')).toBe('application/octet-stream');
    expect(await right.text()).toBe('secret text');
    expect((await fetch(address({ owner: 'you', expiry, signature }))).status).toBe(401);
    const past = String(Math.floor(Date.now() / 1000) - 1);
    const late = {
      owner: 'me',
      expiry: past,
      signature: await files.sign(id, { owner: 'me', expiry: past }),
    };
    expect((await fetch(address(late))).status).toBe(401);
    expect((await fetch(address({}))).status).toBe(401);
  });
});

describe('an upload', () => {
  it.each([
    ['../../x', 'x'],
    ['..\\..\\x.txt', 'x.txt'],
    ['/etc/passwd', 'passwd'],
    ['a%22b.txt', 'a"b.txt'],
  ])('with the name %s is the file %s', async (given, name) => {
    const body = part(`name="content"; filename="${given}"`, 'text') + end;
    const { status, text } = await upload(body);
    expect({ status, name: (JSON.parse(text) as { name: string }).name }).toEqual({
      status: 201,
      name,
    });
  });

  it('lies nowhere but among the artifacts, whatever its name', async () => {
    const { dataFolder } = bench.services.config;
    const before = await readdir(dataFolder, { recursive: true });
    const content = `escaped ${dataFolder}`;
    await upload(part('name="content"; filename="../../escaped-catena"', content) + end);
    const added = (await readdir(dataFolder, { recursive: true })).filter(
      (path) => !before.includes(path),
    );
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter((path) => !path.startsWith('artifacts'))).toEqual([]);
    for (const folder of [dataFolder, join(dataFolder, '..'), join(dataFolder, '..', '..')]) {
      expect(await readdir(folder)).not.toContain('escaped-catena');
    }
  });

  it('may name file and type in parts of their own', async () => {
    const body =
      part('name="filename"', 'named.bin') +
      part('name="type"', 'application/x-thing') +
      part('name="content"', 'text') +
      end;
    const { status, text } = await upload(body);
    expect(status).toBe(201);
    expect(JSON.parse(text)).toMatchObject({
      name: 'named.bin',
      content_type: 'application/x-thing',
      metadata: {},
    });
  });

  it.each([
    ['no name', part('name="content"', 'text') + end, 422],
    ['the name ".."', part('name="content"; filename=".."', 'text') + end, 422],
    ['a name of 300 bytes', part(`name="content"; filename="${'n'.repeat(300)}"`, 'x') + end, 422],
    ['no file', part('name="metadata"', '{}') + end, 422],
    [
      'metadata that is a list',
      part('name="metadata"', '[]') + part('name="content"; filename="a"', 'x') + end,
      422,
    ],
    [
      'metadata that is no JSON',
      part('name="metadata"', '{') + part('name="content"; filename="a"', 'x') + end,
      422,
    ],
    ['a form that is cut off', part('name="content"; filename="a"', 'x'), 400],
    ['a file that is cut off', part('name="content"; filename="a"', 'x').slice(0, -8), 400],
    ['no form at all', 'hello', 400],
    ['nothing', '', 400],
  ])('of %s is refused', async (_title, body, status) => {
    const answer = await upload(body);
    expect(answer).toMatchObject({ status });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({ status });
    await expectHealthy(bench.url);
  });

  it('that is no form, or has no boundary, is refused', async () => {
    expect(await upload('{}', { 'content-type': 'application/json' })).toMatchObject({
      status: 415,
    });
    const noBoundary = { 'content-type': 'multipart/form-data; charset=utf-8' };
    expect(await upload('x', noBoundary)).toMatchObject({ status: 400 });
  });

  it('of 101 MiB is refused in words, and its content is not kept', async () => {
    const form = new FormData();
    form.append('content', new File([new Uint8Array(101 * 1024 * 1024)], 'large.bin'));
    const answer = await fetch(`${bench.url}/v1/files`, { method: 'POST', body: form });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({
      title: 'File too large',
      detail: 'The file is larger than 100 MiB, the most that can be uploaded',
      status: 413,
    });
    await expectHealthy(bench.url);
  });

  it('of 100 MiB and a byte that does not say how long it is is refused too', async () => {
    const piece = new Uint8Array(1024 * 1024);
    let left = 100;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(Buffer.from(part('name="content"; filename="a"', '').slice(0, -2))),
      pull(controller) {
        left -= 1;
        controller.enqueue(piece);
        if (left > 0) return;
        controller.enqueue(Buffer.from(`x\r\n${end}`));
        controller.close();
      },
    });
    const init = { method: 'POST', headers: multipart, body, duplex: 'half' };
    const answer = await fetch(`${bench.url}/v1/files`, init as RequestInit);
    expect(answer.status).toBe(413);
    await expectHealthy(bench.url);
  });
});
