import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReplicate, until, type ReplicateBench } from './open-replicate.ts';

let bench: ReplicateBench;
beforeAll(async () => void (bench = await openReplicate()));
afterAll(() => bench.close());

const urls = (json: Record<string, unknown>) => json['urls'] as { stream?: string };

/** Everything that a stream says, to its end. */
async function readStream(url: string | undefined) {
  const events: EventSourceMessage[] = [];
  const answer = await fetch(url ?? '', { headers: { accept: 'text/event-stream' } });
  const text = await answer.text();
  const parser = createParser({ onEvent: (event) => events.push(event) });
  parser.feed(text);
  return { status: answer.status, text, events };
}

const data = (events: readonly EventSourceMessage[], name: string) =>
  events.filter(({ event }) => event === name).map((event) => event.data);

describe('a stream', () => {
  it('gives the output piece by piece as it comes, and says when it is done', async () => {
    const input = { text: 'one two  three\n\nfour', delay_ms: 20 };
    const { json } = await bench.predict('test/stream', input);
    const { stream } = urls(json);
    expect(stream).toMatch(new RegExp(`^${bench.url}/v1/streams/[a-z0-9]{52}$`));
    const { events } = await readStream(stream);
    expect(data(events, 'output')).toEqual(['one', ' two', '  three', '\n\nfour']);
    expect(data(events, 'done')).toEqual(['{}']);
    expect(events.map(({ id }) => id?.split(':')[1])).toEqual(['0', '1', '2', '3', '4']);
  });

  it('gives whoever comes late all of it, in the same words', async () => {
    const { json } = await bench.predict('test/stream', { text: 'a b', delay_ms: 10 });
    const early = await readStream(urls(json).stream);
    await bench.ended(json['id']);
    const late = await readStream(urls(json).stream);
    expect(late.text).toBe(early.text);
    expect(late.text).toMatch(/^event: output\nid: \d+:0\ndata: a\n\n/);
  });

  it('says that a prediction was canceled', async () => {
    const { json } = await bench.predict('test/stream', { text: 'a b c', delay_ms: 5_000 });
    const reading = readStream(urls(json).stream);
    await bench.call('POST', `/predictions/${String(json['id'])}/cancel`);
    const { events } = await reading;
    expect(data(events, 'done')).toEqual(['{"reason":"canceled"}']);
  });

  it('does not cancel anything when its reader leaves', async () => {
    const { json } = await bench.predict('test/stream', { text: 'a b c', delay_ms: 50 });
    const leaving = new AbortController();
    const answer = await fetch(urls(json).stream ?? '', { signal: leaving.signal });
    await answer.body?.getReader().read();
    leaving.abort();
    expect(await bench.ended(json['id'])).toMatchObject({ output: ['a', ' b', ' c'] });
  });

  it('is there for models that stream only', async () => {
    const { json } = await bench.predict('test/echo', {});
    expect(urls(json).stream).toBeUndefined();
  });

  it('is not found by guessing', async () => {
    expect((await readStream(`${bench.url}/v1/streams/${'a'.repeat(52)}`)).status).toBe(404);
  });
});

it('a stream of which nothing is kept ends with the comment of Replicate', async () => {
  const short = await openReplicate({ CATENA_RETENTION: '1s', CATENA_TEST_CLOCK: '10' });
  try {
    const { json } = await short.predict('test/stream', { text: 'a b' });
    await short.ended(json['id']);
    await until(async () => {
      const { json: now } = await short.call('GET', `/predictions/${String(json['id'])}`);
      return now['data_removed'] === true || undefined;
    });
    const { text } = await readStream(urls(json).stream);
    expect(text).toBe(':408: 408 Request Timeout\n\n');
  } finally {
    await short.close();
  }
});
