import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCatena, type CatenaProcess } from './start-catena.ts';

const client = fileURLToPath(new URL('./read-file-outputs.mjs', import.meta.url));

let folder: string;
let catena: CatenaProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catena-tls-'));
  const altNames = [{ type: 7, ip: '127.0.0.1' } as const];
  const pair = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  await writeFile(join(folder, 'cert.pem'), pair.cert);
  await writeFile(join(folder, 'key.pem'), pair.private);
  catena = await startCatena(folder, ['--cert', 'cert.pem', '--key', 'key.pem']);
});

afterAll(async () => {
  await catena.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('outputs over TLS', () => {
  it('are files of the official client: to read, to show, alone, in lists and in objects', async () => {
    expect(catena.url).toMatch(/^https:/);
    const { stdout } = await promisify(execFile)(process.execPath, [client, catena.url], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') },
    });
    expect(JSON.parse(stdout)).toEqual({
      isFile: true,
      address: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+\/v1\//) as string,
      sizeBytes: 5000,
      imageType: 'image/png',
      imageBytes: 70,
      listed: ['one', 'two'],
      plain: 'string',
    });
  });
});
