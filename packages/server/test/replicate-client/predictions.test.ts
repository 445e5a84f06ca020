import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveReplicate, until, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

describe('replicate.predictions', () => {
  it('creates by version and by model, at once, and gets what came of it', async () => {
    const { replicate } = bench;
    const { latest_version: latest } = await replicate.models.get('test', 'sleep');
    const version = latest?.id ?? '';
    const input = { seconds: 0.1 };
    const [byVersion, byModel] = [
      await replicate.predictions.create({ version, input }),
      await replicate.predictions.create({ model: 'test/sleep', input }),
    ];
    expect(byVersion).toMatchObject({ status: 'starting', model: 'test/sleep', version, input });
    expect(byModel).toMatchObject({ status: 'starting', model: 'test/sleep', version });
    const ended = await replicate.wait(byVersion, { interval: 30 });
    expect(ended).toMatchObject({ status: 'succeeded', output: 'awake', error: null });
    expect(ended.metrics?.predict_time).toBeGreaterThan(0.09);
    expect(Date.parse(ended.completed_at ?? '')).toBeGreaterThanOrEqual(
      Date.parse(ended.started_at ?? ''),
    );
    expect(await replicate.predictions.get(byVersion.id)).toEqual(ended);
  });

  it('waits as long as it is asked to', async () => {
    const { predictions } = bench.replicate;
    const done = await predictions.create({
      model: 'test/sleep',
      input: { seconds: 0 },
      wait: true,
    });
    expect(done).toMatchObject({ status: 'succeeded', output: 'awake' });
    const startedAt = performance.now();
    const late = await predictions.create({ model: 'test/stuck', input: {}, wait: 1 });
    expect(performance.now() - startedAt).toBeGreaterThan(900);
    expect(late).toMatchObject({ status: 'starting', output: null });
    await predictions.cancel(late.id);
  });

  it('stays starting as long as the model boots', async () => {
    const { predictions } = bench.replicate;
    const { id } = await predictions.create({ model: 'test/boot', input: { seconds: 0.3 } });
    expect((await predictions.get(id)).status).toBe('starting');
    const ended = await bench.replicate.wait(await predictions.get(id), { interval: 50 });
    const { started_at: startedAt = '', created_at: createdAt } = ended;
    expect(Date.parse(startedAt) - Date.parse(createdAt)).toBeGreaterThan(250);
  });

  it('cancels in every state, and leaves what has ended as it is', async () => {
    const { predictions } = bench.replicate;
    const booting = await predictions.create({ model: 'test/boot', input: { seconds: 60 } });
    expect(await predictions.cancel(booting.id)).toMatchObject({
      status: 'canceled',
      output: null,
    });
    const stuck = await predictions.create({ model: 'test/stuck', input: {} });
    await until(async () => (await predictions.get(stuck.id)).status === 'processing' || undefined);
    expect((await predictions.cancel(stuck.id)).status).toBe('canceled');
    const done = await predictions.create({
      model: 'test/sleep',
      input: { seconds: 0 },
      wait: true,
    });
    expect(await predictions.cancel(done.id)).toMatchObject({ status: 'succeeded' });
  });

  it('lists the newest first', async () => {
    const { predictions } = bench.replicate;
    const { id } = await predictions.create({ model: 'test/echo', input: {}, wait: true });
    const { results } = await predictions.list();
    expect(results[0]?.id).toBe(id);
    expect(results[0]?.source).toBe('api');
  });

  it('keeps the log and the error of a failure', async () => {
    const failed = await bench.replicate.predictions.create({
      model: 'test/fail',
      input: { message: 'No.' },
      wait: true,
    });
    expect(failed).toMatchObject({ status: 'failed', error: 'No.', logs: 'about to fail\n' });
  });

  it('throws an error with the response where there is no such prediction', async () => {
    const get = bench.replicate.predictions.get('a'.repeat(26));
    await expect(get).rejects.toMatchObject({ response: { status: 404 } });
  });
});
