import { afterEach, describe, expect, it } from 'vitest';
import { openReplicate, type ReplicateBench } from './open-replicate.ts';

let bench: ReplicateBench;
afterEach(() => bench.close());

describe('rates', () => {
  it('are told with each answer, apart for creates, looks and the rest', async () => {
    bench = await openReplicate();
    const { headers, json } = await bench.predict('test/echo', {});
    expect(headers.get('ratelimit-remaining')).toBe('599');
    expect(headers.get('ratelimit-reset')).toBe('1');
    const look = await bench.call('GET', `/predictions/${String(json['id'])}`);
    expect(look.headers.get('ratelimit-remaining')).toBe('59999');
    const list = await bench.call('GET', '/predictions');
    expect(list.headers.get('ratelimit-remaining')).toBe('2999');
  });

  it('refuse what is too much, and say when to come back', async () => {
    bench = await openReplicate({ CATENA_RATE_LIMIT: '6/min, burst 1' });
    expect((await bench.predict('test/echo', {})).status).toBe(201);
    const refused = await bench.predict('test/echo', {});
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.text).toBe(
      '{"detail":"Request was throttled. Your rate limit resets in ~10s.","status":429,"retry_after":10}\n',
    );
    const { json } = await bench.call('GET', '/predictions');
    expect(json['results']).toHaveLength(1);
  });

  it('allow the next call when they said so, on a faster clock too', async () => {
    bench = await openReplicate({ CATENA_RATE_LIMIT: '6/min, burst 1', CATENA_TEST_CLOCK: '100' });
    await bench.predict('test/echo', {});
    const refused = await bench.predict('test/echo', {});
    const retryAfter = Number(refused.json['retry_after']);
    expect(retryAfter).toBeLessThanOrEqual(0.1);
    await new Promise((resolve) => setTimeout(resolve, retryAfter * 1000 + 1));
    expect((await bench.predict('test/echo', {})).status).toBe(201);
  });
});

describe('a token', () => {
  const wrong =
    '{"title":"Unauthenticated","detail":"You did not pass a valid authentication token","status":401}\n';

  it('is asked for where the server has one, in both of the schemes', async () => {
    bench = await openReplicate({ CATENA_TOKEN: 'r8_0123456789' });
    const list = (authorization?: string) =>
      bench.call('GET', '/predictions', {
        headers: authorization === undefined ? {} : { authorization },
      });
    for (const given of [undefined, 'Bearer', 'Bearer r8_other', 'Token ', 'Basic r8_0123456789']) {
      expect(await list(given)).toMatchObject({ status: 401, text: wrong });
    }
    for (const given of ['Bearer r8_0123456789', 'Token r8_0123456789', 'token r8_0123456789']) {
      expect(await list(given)).toMatchObject({ status: 200 });
    }
  });

  it('is not needed for outputs and streams, whose addresses cannot be guessed', async () => {
    bench = await openReplicate({ CATENA_TOKEN: 'r8_0123456789' });
    const headers = { authorization: 'Bearer r8_0123456789', prefer: 'wait' };
    const made = await bench.predict('test/bytes', { size: 3 }, { headers });
    const answer = await fetch(String(made.json['output']));
    expect((await answer.arrayBuffer()).byteLength).toBe(3);
    expect(answer.headers.get('cache-control')).toBe('public,max-age=3600');
    const streamed = await bench.predict('test/stream', { text: 'a' }, { headers });
    const { stream } = streamed.json['urls'] as { stream: string };
    expect((await fetch(stream)).status).toBe(200);
  });

  it('may be anything where the server has none', async () => {
    bench = await openReplicate();
    const headers = { authorization: 'Bearer anything' };
    expect(await bench.call('GET', '/predictions', { headers })).toMatchObject({ status: 200 });
  });
});
