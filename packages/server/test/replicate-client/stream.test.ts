import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveReplicate, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

describe('replicate.stream', () => {
  it('gives the text piece by piece, its spaces and line ends kept, and says when it is done', async () => {
    const text = '  Two\n\nlines of  text,\nand a last \n';
    const events: { event: string; data: string }[] = [];
    for await (const { event, data } of bench.replicate.stream('test/stream', {
      input: { text, delay_ms: 5 },
    })) {
      events.push({ event, data });
    }
    const pieces = events.filter(({ event }) => event === 'output');
    expect(pieces.map(({ data }) => data).join('')).toBe(text);
    expect(pieces.length).toBeGreaterThan(5);
    expect(events.at(-1)).toEqual({ event: 'done', data: '{}' });
  });

  it('reads as text', async () => {
    let said = '';
    const input = { text: 'One two three' };
    for await (const event of bench.replicate.stream('test/stream', { input })) {
      // The types of the client do not tell that its events write themselves.
      said += (event as { toString(): string }).toString();
    }
    expect(said).toBe('One two three');
  });

  it('comes while the model is at work', async () => {
    const times: number[] = [];
    const input = { text: 'a b c d e', delay_ms: 60 };
    for await (const { event } of bench.replicate.stream('test/stream', { input })) {
      if (event === 'output') times.push(performance.now());
    }
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(150);
  });

  it('ends when the prediction is canceled, and says so', async () => {
    const input = { text: 'a b c d e f', delay_ms: 100 };
    const events: { event: string; data: string }[] = [];
    for await (const { event, data } of bench.replicate.stream('test/stream', { input })) {
      events.push({ event, data });
      if (events.length > 1) continue;
      const [newest] = (await bench.replicate.predictions.list()).results;
      await bench.replicate.predictions.cancel(newest?.id ?? '');
    }
    expect(events.at(-1)).toEqual({ event: 'done', data: '{"reason":"canceled"}' });
  });

  it('refuses a model that gives its output at once', async () => {
    const drain = async () => {
      for await (const _ of bench.replicate.stream('test/sleep', { input: {} }));
    };
    await expect(drain()).rejects.toThrow('does not support streaming');
  });
});
