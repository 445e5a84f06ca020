import { createServer, type Socket } from 'node:net';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunEvent } from '@catena/engine';
import { openServer, type ServerBench } from '../test/open-server.ts';
import { countTo, joinTexts, stubborn } from '../test/sample-workflows.ts';
import { ApiError, createClient, type Client } from './client.ts';

let bench: ServerBench;
let client: Client;
beforeAll(async () => {
  bench = await openServer();
  ({ client } = bench);
});
afterAll(() => bench.close());

async function follow(of: Client, id: string, after?: number): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  const options = after === undefined ? {} : { after };
  for await (const message of of.runs.follow(id, options)) {
    if (message.type === 'event') events.push(message.event);
  }
  return events;
}

async function stored(id: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of bench.services.runs.read(id)) events.push(event);
  return events;
}

/** A line to the server that is cut after so many bytes, each time anew. */
async function openBadLine(bytesPerConnection: number) {
  const sockets = new Set<Socket>();
  let connections = 0;
  const line = createServer((near) => {
    connections += 1;
    const far = connect(bench.port, '127.0.0.1');
    let passed = 0;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    near.pipe(far);
    far.on('data', (piece: Buffer) => {
      const rest = piece.subarray(0, bytesPerConnection - passed);
      passed += rest.length;
      near.write(rest);
      if (passed < bytesPerConnection) return;
      far.destroy();
    });
    far.on('close', () => near.end());
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    connections: () => connections,
    close() {
      for (const socket of sockets) socket.destroy();
      line.close();
    },
  };
}

describe('runs', () => {
  it('are started, followed, read, listed and removed', async () => {
    const { id } = await client.runs.start({ workflow: joinTexts, inputs: { first: 'you' } });
    const events = await follow(client, id);
    expect(events.at(-1)?.type).toBe('run.succeeded');
    expect(await client.runs.result(id, { wait: 60 })).toMatchObject({ status: 'succeeded' });
    const run = await client.runs.get(id);
    expect(run.snapshot.outputs['shouted']).toBe('x-y, you!');
    expect((await client.runs.list({ limit: 1 })).runs[0]?.id).toBe(id);
    await client.runs.remove(id);
    await expect(client.runs.get(id)).rejects.toMatchObject({ status: 404, code: 'run-not-found' });
  });

  it('are canceled', async () => {
    const { id } = await client.runs.start({ workflow: stubborn });
    await expect(client.runs.remove(id)).rejects.toMatchObject({ status: 409, code: 'run-active' });
    await client.runs.cancel(id);
    expect((await follow(client, id)).at(-1)?.type).toBe('run.canceled');
  });

  it('are refused with everything that is wrong', async () => {
    const refused = client.runs.start({ workflow: { catena: 1, nodes: { a: { type: 'x' } } } });
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    await expect(refused).rejects.toMatchObject({
      status: 422,
      problem: { issues: [{ code: 'unknown-node-type' }] },
    });
  });

  it('go on when whoever started them is gone', async () => {
    const { id } = await client.runs.start({ workflow: countTo(300) });
    const leaving = new AbortController();
    for await (const message of client.runs.follow(id, { signal: leaving.signal })) {
      if (message.type === 'event') leaving.abort();
    }
    expect((await follow(client, id)).at(-1)?.type).toBe('run.succeeded');
  });
});

describe('a follower that goes', () => {
  it('is let go of by the server', async () => {
    const { id } = await client.runs.start({ workflow: stubborn });
    const live = bench.services.runService.follow(id).live;
    if (!live) throw new Error('The run is not under way.');
    const subscribe = live.subscribe.bind(live);
    let listening = 0;
    vi.spyOn(live, 'subscribe').mockImplementation((listener) => {
      listening += 1;
      const stop = subscribe(listener);
      return () => {
        listening -= 1;
        stop();
      };
    });
    const leaving = new AbortController();
    for await (const _message of client.runs.follow(id, { signal: leaving.signal })) {
      expect(listening).toBe(1);
      leaving.abort();
    }
    await vi.waitFor(() => expect(listening).toBe(0));
    await client.runs.cancel(id);
  });
});

describe('following over a line that breaks', () => {
  it('gives every event once, in order', async () => {
    const { id } = await client.runs.start({ workflow: countTo(120) });
    const line = await openBadLine(15_000);
    const far = createClient({ baseUrl: line.url });
    const events = await follow(far, id);
    expect(line.connections()).toBeGreaterThan(1);
    expect(events).toEqual(await stored(id));
    line.close();
  });

  it('goes on after an event that is known', async () => {
    const { id } = await client.runs.start({ workflow: countTo(10) });
    const all = await follow(client, id);
    expect(await follow(client, id, 5)).toEqual(all.slice(5));
    expect(await follow(client, id, all.length)).toEqual([]);
  });
});

describe('artifacts', () => {
  it('are stored, described, read and shown', async () => {
    const content = new Blob(['hello'], { type: 'text/plain' });
    const ref = await client.artifacts.upload(content);
    expect(await client.artifacts.get(ref.$artifact)).toEqual(ref);
    expect(await (await client.artifacts.read(ref.$artifact)).text()).toBe('hello');
    const url = client.artifacts.url(ref.$artifact, { download: 'a.txt' });
    expect((await fetch(url)).headers.get('content-disposition')).toContain('a.txt');
    expect(client.artifacts.previewUrl(ref.$artifact, 64)).toContain('/preview?width=64');
  });
});

describe('what the server knows', () => {
  it('is asked for by name', async () => {
    const { nodeTypes } = await client.nodeTypes();
    expect(nodeTypes.map(({ type }) => type)).toContain('predict');
    const { models } = await client.models.search({ query: 'upscale' });
    expect(models[0]?.model).toBe('catena/upscale');
    expect((await client.models.get('local', 'catena/upscale')).version).toBe(models[0]?.version);
  });

  it('says what would happen, and what is wrong', async () => {
    expect((await client.validate({ workflow: joinTexts })).issues).toEqual([]);
    expect(await client.plan({ workflow: joinTexts })).toMatchObject({ steps: 2, exact: true });
  });
});
