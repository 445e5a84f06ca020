import { afterEach, describe, expect, it } from 'vitest';
import { createServices } from '../../src/services.ts';
import { startServer } from '../../src/serve.ts';
import { openReplicate, until, type ReplicateBench } from './open-replicate.ts';

let bench: ReplicateBench;
afterEach(() => bench.close());

const look = async (id: unknown) => (await bench.call('GET', `/predictions/${String(id)}`)).json;

describe('data of a prediction', () => {
  it('is removed some time after its end, and so are its files', async () => {
    bench = await openReplicate({ CATENA_RETENTION: '10s', CATENA_TEST_CLOCK: '20' });
    const { json } = await bench.predict(
      'test/bytes',
      { size: 5 },
      { headers: { prefer: 'wait' } },
    );
    expect((await fetch(String(json['output']))).status).toBe(200);
    const removed = await until(async () => {
      const now = await look(json['id']);
      return now['data_removed'] === true ? now : undefined;
    });
    expect(removed).toMatchObject({ status: 'succeeded', input: {}, output: null, logs: '' });
    const [, artifact = ''] = /([0-9a-f]{64})/.exec(String(json['output'])) ?? [];
    const { artifacts, garbage } = bench.services;
    expect(await artifacts.localPath?.(artifact)).toBeDefined();
    await garbage.collect({ graceMs: 0 });
    expect(await artifacts.localPath?.(artifact)).toBeUndefined();
    expect((await fetch(String(json['output']))).status).toBe(404);
    const chained = await bench.predict('test/digest', { file: json['output'] });
    expect(chained.status).toBe(422);
  });

  it('is kept where nothing is to be removed', async () => {
    bench = await openReplicate({ CATENA_RETENTION: 'off', CATENA_TEST_CLOCK: '10000' });
    const { json } = await bench.predict('test/echo', {}, { headers: { prefer: 'wait' } });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await look(json['id'])).toMatchObject({ data_removed: false, input: {} });
  });
});

describe('Cancel-After', () => {
  it('cancels what is under way by then', async () => {
    bench = await openReplicate({ CATENA_TEST_CLOCK: '20' });
    const { json } = await bench.predict(
      'test/stuck',
      {},
      { headers: { 'cancel-after': '0m10s' } },
    );
    const created = Date.parse(String(json['created_at']));
    expect(Date.parse(String(json['deadline'])) - created).toBe(500);
    expect(await bench.ended(json['id'])).toMatchObject({ status: 'canceled', output: null });
  });

  it('aborts what has not begun by then', async () => {
    bench = await openReplicate({ CATENA_TEST_CLOCK: '20' });
    const headers = { 'cancel-after': '5' };
    const { json } = await bench.predict('test/boot', { seconds: 600 }, { headers });
    const ended = await bench.ended(json['id']);
    expect(ended).toMatchObject({ status: 'aborted' });
    expect(ended).not.toHaveProperty('started_at');
  });

  it('says nothing to what ends in time', async () => {
    bench = await openReplicate({ CATENA_TEST_CLOCK: '20' });
    const headers = { 'cancel-after': '1h30m45s' };
    const { json } = await bench.predict('test/echo', {}, { headers });
    expect(await bench.ended(json['id'])).toMatchObject({ status: 'succeeded' });
  });
});

describe('Idempotency-Key', () => {
  const count = async () => {
    const { json } = await bench.call('GET', '/predictions');
    return (json['results'] as unknown[]).length;
  };

  it('gives the same prediction to the same request, also at the same time', async () => {
    bench = await openReplicate();
    const headers = { 'idempotency-key': 'step-1' };
    const make = () => bench.predict('test/echo', { text: 'a' }, { headers });
    const together = await Promise.all([make(), make(), make()]);
    const answers = [...together, await make()];
    expect(new Set(answers.map(({ json }) => json['id'])).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(answers[3]?.headers.get('idempotent-replayed')).toBe('true');
    expect(answers[3]?.headers.get('idempotency-key')).toBe('step-1');
    expect(await count()).toBe(1);
  });

  it('is refused for another request', async () => {
    bench = await openReplicate();
    const headers = { 'idempotency-key': 'step-1' };
    await bench.predict('test/echo', { text: 'a' }, { headers });
    const { status, json } = await bench.predict('test/echo', { text: 'b' }, { headers });
    expect({ status, title: json['title'] }).toEqual({
      status: 422,
      title: 'Idempotency key reused',
    });
  });

  it('is free again when its request was refused', async () => {
    bench = await openReplicate();
    const headers = { 'idempotency-key': 'step-1' };
    expect((await bench.predict('test/echo', { integer: 99 }, { headers })).status).toBe(422);
    expect((await bench.predict('test/echo', { integer: 9 }, { headers })).status).toBe(201);
  });

  it('means nothing where it is switched off', async () => {
    bench = await openReplicate({ CATENA_IDEMPOTENCY: 'off' });
    const headers = { 'idempotency-key': 'step-1' };
    const one = await bench.predict('test/echo', {}, { headers });
    const two = await bench.predict('test/echo', {}, { headers });
    expect(one.json['id']).not.toBe(two.json['id']);
    expect(one.headers.get('idempotency-key')).toBeNull();
  });
});

it('predictions survive a restart; those under way have failed, and nothing is left at work', async () => {
  bench = await openReplicate();
  const done = await bench.predict('test/echo', { text: 'a' }, { headers: { prefer: 'wait' } });
  const stuck = await bench.predict('test/stuck', {});
  const { config } = bench.services;
  await bench.server.stop();
  const services = await createServices(config);
  const server = await startServer(services);
  try {
    const get = async (id: unknown) =>
      (await (await fetch(`${server.url}/v1/predictions/${String(id)}`)).json()) as unknown;
    expect(await get(done.json['id'])).toMatchObject({ status: 'succeeded', input: { text: 'a' } });
    expect(await get(stuck.json['id'])).toMatchObject({
      status: 'failed',
      error: 'The server stopped while the prediction was under way. Make it again.',
    });
  } finally {
    await server.stop();
  }
});
