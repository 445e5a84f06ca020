import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServer } from '../open-server.ts';
import { createTestFolder, ended } from '../run-catena.ts';

let folder: string;
let tls: { cert: string; key: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catena-tls-'));
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  tls = { cert: pair.cert, key: pair.private };
  await writeFile(join(folder, 'cert.pem'), tls.cert);
  await writeFile(join(folder, 'key.pem'), tls.key);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function post(url: string, body: unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', prefer: 'wait' };
    const sent = request(url, { method: 'POST', headers, ca: tls.cert }, (answer) => {
      let text = '';
      answer.on('data', (piece: Buffer) => (text += piece.toString()));
      answer.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

it('a server with a certificate speaks TLS, and its files have https addresses', async () => {
  const bench = await openServer({ CATENA_TEST_MODE: '1' }, { tls });
  try {
    expect(bench.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const text = await post(`${bench.url}/v1/models/test/bytes/predictions`, {
      input: { size: 3 },
    });
    const { output } = JSON.parse(text) as { output: string };
    expect(output).toMatch(
      new RegExp(`^${bench.url}/v1/delivery/[a-z0-9]{52}/[0-9a-f]{64}/out\\.`),
    );
  } finally {
    await bench.close();
  }
});

it('a certificate that is none is refused in words', async () => {
  await expect(openServer({}, { tls: { cert: 'no', key: 'no' } })).rejects.toMatchObject({
    code: 'invalid-certificate',
  });
});

it('catena serve takes certificate and key from files, and asks for both', async () => {
  const test = await createTestFolder();
  try {
    const cert = await test.write('cert.pem', tls.cert);
    const key = await test.write('key.pem', tls.key);
    const child = test.start(['serve', '--port', '0', '--cert', cert, '--key', key]);
    const end = ended(child);
    const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    expect(line.toString()).toMatch(/^listening on https:\/\/127\.0\.0\.1:\d+\n$/);
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ code: 0 });
    const half = await test.catena(['serve', '--port', '0', '--cert', cert]);
    expect(half.code).not.toBe(0);
    expect(half.stderr).toContain('--cert is given without --key.');
  } finally {
    await test.remove();
  }
});
