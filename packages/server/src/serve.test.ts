import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServer } from '../test/open-server.ts';
import { countTo } from '../test/sample-workflows.ts';
import { createClient } from './client.ts';
import { loadConfig } from './config.ts';
import { startServer } from './serve.ts';
import { createServices } from './services.ts';

it('says which port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const bench = await openServer();
  await expect(startServer(bench.services, { port })).rejects.toMatchObject({
    code: 'port-in-use',
    message: `Port ${port} of 127.0.0.1 is in use by another program.`,
  });
  other.close();
  await bench.close();
});

it('says that an address is none of this machine', async () => {
  const bench = await openServer({ CATENA_TOKEN: 'a-long-random-token' });
  const elsewhere = startServer(bench.services, { host: '192.0.2.1' });
  await expect(elsewhere).rejects.toMatchObject({ code: 'cannot-listen' });
  await bench.close();
});

it('stops once, however often it is asked to', async () => {
  const bench = await openServer();
  const first = bench.server.stop();
  expect(bench.server.stop()).toBe(first);
  await first;
  await expect(bench.client.health()).rejects.toMatchObject({ code: 'unreachable' });
  await bench.close();
});

describe('runs under way when the server stops', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'catena-stop-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function open() {
    const config = loadConfig({ CATENA_LOG: 'silent' }, { dataFolder: folder });
    const server = await startServer(await createServices(config));
    return { server, client: createClient({ baseUrl: server.url }) };
  }

  async function statusAfter(options: { graceMs: number }): Promise<string> {
    const first = await open();
    const { id } = await first.client.runs.start({ workflow: { ...countTo(2_000) } });
    await first.server.stop(options);
    const second = await open();
    const { status } = await second.client.runs.get(id);
    await second.server.stop();
    return status;
  }

  it('may end in the time that is given to them', async () => {
    expect(await statusAfter({ graceMs: 60_000 })).toBe('succeeded');
  });

  it('are gone on with by the next server when they take longer', async () => {
    const first = await open();
    const { id } = await first.client.runs.start({ workflow: { ...countTo(2_000) } });
    await first.server.stop();
    const second = await open();
    const { status, outputs } = await second.client.runs.result(id, { wait: 60 });
    expect(status).toBe('succeeded');
    expect(outputs['texts']).toHaveLength(2_000);
    await second.server.stop();
  });

  it('keep nobody waiting who follows them', async () => {
    const { server, client } = await open();
    const { id } = await client.runs.start({ workflow: { ...countTo(2_000) } });
    const leave = new AbortController();
    const messages = client.runs.follow(id, { signal: leave.signal });
    expect((await messages.next()).value).toMatchObject({ event: { type: 'run.created' } });
    const following = (async () => {
      while (!(await messages.next()).done);
    })();
    const startMs = performance.now();
    await server.stop();
    expect(performance.now() - startMs).toBeLessThan(10_000);
    leave.abort();
    await following;
  });
});
