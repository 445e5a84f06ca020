import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseProgressFromLogs, type Prediction } from 'replicate';
import { serveReplicate, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

describe('replicate.run', () => {
  it('waits for the output in one call', async () => {
    const seen: Prediction[] = [];
    const output = await bench.replicate.run(
      'test/sleep',
      { input: { seconds: 0.2, text: 'awake' } },
      (prediction) => seen.push(prediction),
    );
    expect(output).toBe('awake');
    expect(seen.at(-1)?.status).toBe('succeeded');
    expect(seen).toHaveLength(2);
  });

  it('goes on with polling where one call does not wait long enough', async () => {
    const statuses: string[] = [];
    const output = await bench.replicate.run(
      'test/sleep',
      { input: { seconds: 1.6, text: 'late' }, wait: { mode: 'block', timeout: 1 } },
      ({ status }) => statuses.push(status),
    );
    expect(output).toBe('late');
    expect(statuses[0]).toBe('starting');
    expect(statuses.at(-1)).toBe('succeeded');
  });

  it('polls, and tells how far the model is', async () => {
    const seen: Prediction[] = [];
    const output = await bench.replicate.run(
      'test/sleep',
      { input: { seconds: 0.5, steps: 5 }, wait: { mode: 'poll', interval: 40 } },
      (prediction) => seen.push(prediction),
    );
    expect(output).toBe('awake');
    const fractions = seen.flatMap((one) => parseProgressFromLogs(one)?.percentage ?? []);
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions).toEqual(fractions.toSorted((one, other) => one - other));
    expect(fractions.at(-1)).toBe(1);
    expect(seen.map(({ status }) => status)).toContain('processing');
  });

  it('runs a version by its id', async () => {
    const { latest_version: version } = await bench.replicate.models.get('test', 'sleep');
    const output = await bench.replicate.run(`test/sleep:${version?.id}`, {
      input: { seconds: 0 },
    });
    expect(output).toBe('awake');
  });

  it('throws what a model failed with', async () => {
    const run = bench.replicate.run('test/fail', { input: { message: 'Out of ink.' } });
    await expect(run).rejects.toThrow('Prediction failed: Out of ink.');
  });

  it('cancels the prediction when its signal aborts', async () => {
    const controller = new AbortController();
    let last: Prediction | undefined;
    const output = await bench.replicate.run(
      'test/stuck',
      { input: {}, signal: controller.signal, wait: { mode: 'poll', interval: 20 } },
      (prediction) => {
        last = prediction;
        if (prediction.status === 'processing') controller.abort();
      },
    );
    expect(output).toBeNull();
    expect(last?.status).toBe('canceled');
    const kept = await bench.replicate.predictions.get(last?.id ?? '');
    expect(kept.status).toBe('canceled');
  });

  it('gives objects and lists as they are', async () => {
    const input = { text: 'a', number: 1.5, integer: 4, flag: true, choice: 'blue', texts: ['x'] };
    expect(await bench.replicate.run('test/echo', { input })).toMatchObject(input);
    expect(await bench.replicate.run('test/stream', { input: { text: 'two words' } })).toEqual([
      'two',
      ' words',
    ]);
  });

  it('throws what the server says of a model that is not there, and of input that does not fit', async () => {
    await expect(bench.replicate.run('no/body', { input: {} })).rejects.toThrow(
      'The requested resource could not be found.',
    );
    await expect(bench.replicate.run('test/stream', { input: {} })).rejects.toThrow(
      'text is required',
    );
  });
});
