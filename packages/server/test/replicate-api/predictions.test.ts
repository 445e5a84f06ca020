import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReplicate, until, type ReplicateBench } from './open-replicate.ts';

let bench: ReplicateBench;
beforeAll(async () => void (bench = await openReplicate()));
afterAll(() => bench.close());

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('a prediction', () => {
  it('is created at once, with the members that Replicate gives', async () => {
    const { status, json, headers } = await bench.predict('test/sleep', { seconds: 0.05 });
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{26}$/),
      model: 'test/sleep',
      version: expect.stringMatching(/^[0-9a-f]{64}$/),
      input: { seconds: 0.05 },
      logs: '',
      output: null,
      data_removed: false,
      error: null,
      status: 'starting',
      source: 'api',
      created_at: expect.stringMatching(time),
      urls: {
        get: `${bench.url}/v1/predictions/${String(json['id'])}`,
        cancel: `${bench.url}/v1/predictions/${String(json['id'])}/cancel`,
        web: expect.stringContaining(bench.url),
      },
    });
    expect(headers.get('location')).toBe(`${bench.url}/v1/predictions/${String(json['id'])}`);
    const ended = await bench.ended(json['id']);
    expect(ended).toMatchObject({ status: 'succeeded', output: 'awake', error: null });
    expect(ended['completed_at']).toMatch(time);
    expect(ended['logs']).toContain('100%|██████████| 4/4');
    const { predict_time: predictTime, total_time: totalTime } = ended['metrics'] as Record<
      string,
      number
    >;
    expect(predictTime).toBeGreaterThanOrEqual(0.04);
    expect(totalTime).toBeGreaterThanOrEqual(predictTime ?? Infinity);
  });

  it('is created by version, by version and name, and by name alone', async () => {
    const { json } = await bench.predict('test/echo', { text: 'a' });
    const version = String(json['version']);
    for (const named of [version, `test/echo:${version}`, 'test/echo']) {
      const body = { version: named, input: { text: 'b' } };
      const made = await bench.call('POST', '/predictions', { body });
      expect(made.json).toMatchObject({ model: 'test/echo', version });
    }
  });

  it('that fails says why', async () => {
    const { json } = await bench.predict('test/fail', { message: 'No colours left.' });
    const ended = await bench.ended(json['id']);
    expect(ended).toMatchObject({
      status: 'failed',
      error: 'No colours left.',
      output: null,
      logs: 'about to fail\n',
    });
  });

  it('drops what the model does not know, and shows no secret', async () => {
    const input = { text: 'a', secret: 'hush', auth: 'r8_token', model: 'x' };
    const { json } = await bench.predict('test/echo', input, { headers: { prefer: 'wait' } });
    expect(json['input']).toEqual({ text: 'a', secret: '[REDACTED]' });
    expect(json['output']).toMatchObject({ secretLength: 4 });
  });
});

describe('a cancel', () => {
  it('ends a prediction at once, with the headers of the official client and no body', async () => {
    const { json } = await bench.predict('test/stuck', {});
    await until(async () => {
      const { json: now } = await bench.call('GET', `/predictions/${String(json['id'])}`);
      return now['status'] === 'processing' || undefined;
    });
    const { status, json: canceled } = await bench.call(
      'POST',
      `/predictions/${String(json['id'])}/cancel`,
    );
    expect(status).toBe(200);
    expect(canceled).toMatchObject({ id: json['id'], status: 'canceled', output: null });
    expect(canceled['completed_at']).toMatch(time);
    expect(await bench.ended(json['id'])).toEqual(canceled);
  });

  it('of one that has not begun ends it too', async () => {
    const { json } = await bench.predict('test/boot', { seconds: 600 });
    const canceled = await bench.call('POST', `/predictions/${String(json['id'])}/cancel`);
    expect(canceled.json).toMatchObject({ status: 'canceled' });
    expect(canceled.json).not.toHaveProperty('started_at');
  });

  it('of one that has ended changes nothing', async () => {
    const { json } = await bench.predict('test/echo', {}, { headers: { prefer: 'wait' } });
    const again = await bench.call('POST', `/predictions/${String(json['id'])}/cancel`);
    expect(again).toMatchObject({ status: 200, json });
  });

  it('of one that is not there is refused', async () => {
    const { status, text } = await bench.call('POST', '/predictions/nothing/cancel');
    expect(status).toBe(404);
    expect(text).toBe('{"detail":"The requested resource could not be found.","status":404}\n');
  });
});

describe('a create that waits', () => {
  it('answers when the output is there', async () => {
    const { status, json, headers } = await bench.predict(
      'test/sleep',
      { seconds: 0.1 },
      { headers: { prefer: 'wait=10' } },
    );
    expect(status).toBe(201);
    expect(headers.get('preference-applied')).toBe('wait=10');
    expect(json).toMatchObject({ output: 'awake' });
    expect(json['status']).not.toBe('starting');
  });

  it('says "starting" when the time has run out, whatever it does', async () => {
    const { json, headers } = await bench.predict(
      'test/stuck',
      {},
      { headers: { prefer: 'wait=1' } },
    );
    expect(headers.get('preference-applied')).toBe('wait=1');
    expect(json).toMatchObject({ status: 'starting', output: null, logs: '' });
    expect(json).not.toHaveProperty('started_at');
    const id = String(json['id']);
    expect((await bench.call('GET', `/predictions/${id}`)).json['status']).toBe('processing');
    await bench.call('POST', `/predictions/${id}/cancel`);
  });

  it('is not refused for a longer wait than a minute', async () => {
    const { headers } = await bench.predict('test/echo', {}, { headers: { prefer: 'wait=300' } });
    expect(headers.get('preference-applied')).toBe('wait=60');
  });

  it('does not cancel when its caller leaves', async () => {
    const leaving = new AbortController();
    const left = fetch(`${bench.url}/v1/models/test/sleep/predictions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait' },
      body: JSON.stringify({ input: { seconds: 0.4, text: 'left' } }),
      signal: leaving.signal,
    });
    const made = await until(async () => {
      const { json } = await bench.call('GET', '/predictions');
      const results = json['results'] as { id: string; input: { text?: string } }[];
      return results.find(({ input }) => input.text === 'left');
    });
    leaving.abort();
    await expect(left).rejects.toThrow();
    expect(await bench.ended(made.id)).toMatchObject({ status: 'succeeded' });
  });
});
