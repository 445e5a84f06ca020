import { describe, expect, it } from 'vitest';
import {
  callOf,
  createHarness,
  refusal,
  startRecorded,
  statusesOf,
  textModel,
  workflowOf,
} from './behaviour-bench.ts';

const echo = (more: Record<string, unknown> = {}) =>
  workflowOf({
    nodes: { echo: callOf('test/echo', 'x', more) },
    outputs: { it: { $from: 'echo.output' } },
  });

/** Refuses the first creates with these errors. */
function refusing(errors: readonly Error[]) {
  let refused = 0;
  const times: number[] = [];
  const harness = createHarness({
    provider: {
      onCreate() {
        times.push(harness.clock.now());
        const error = errors[refused];
        refused += 1;
        if (error) throw error;
      },
    },
  });
  const waits = () => times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return { ...harness, harness, waits, times };
}

const busy = refusal('busy', { retryable: true, effect: 'none' });

describe('a step that fails', () => {
  it('is tried again after one second, then two, then four, each a little later by chance', async () => {
    const { run, waits } = refusing([busy, busy, busy]);
    const result = await run(echo());
    expect(result).toMatchObject({ status: 'succeeded', outputs: { it: 'x!' } });
    expect(waits()).toEqual([1100, 2200, 4400]);
  });

  it('is given up after four attempts', async () => {
    const { run, times } = refusing([busy, busy, busy, busy, busy]);
    const result = await run(echo());
    expect(result.status).toBe('failed');
    expect(times).toHaveLength(4);
    expect(result.snapshot.nodes['echo']?.steps[0]).toMatchObject({
      attempt: 4,
      error: { code: 'busy' },
    });
  });

  it('waits at least as long as the provider says', async () => {
    const { run, waits } = refusing([
      refusal('busy', { retryable: true, effect: 'none', retryAfterMs: 20_000 }),
    ]);
    await run(echo());
    expect(waits()[0]).toBeGreaterThanOrEqual(20_000);
  });

  it('is never sent again where its effect is unknown, whatever the node says', async () => {
    const { run, times } = refusing([
      refusal('connection-lost', { retryable: true, effect: 'unknown' }),
    ]);
    const result = await run(echo({ retry: { max: 5 } }));
    expect(result.status).toBe('failed');
    expect(times).toHaveLength(1);
  });

  it('is not tried again for the failure of a model, unless the node says so', async () => {
    let failures = 0;
    const models = {
      'test/moody': textModel({
        predict() {
          failures += 1;
          if (failures < 3) throw refusal('moody');
          return 'fine';
        },
      }),
    };
    const of = (more: Record<string, unknown>) =>
      workflowOf({ nodes: { moody: callOf('test/moody', 'x', more) } });
    expect((await createHarness({ models }).run(of({}))).status).toBe('failed');
    expect(failures).toBe(1);
    failures = 0;
    expect((await createHarness({ models }).run(of({ retry: { max: 1 } }))).status).toBe('failed');
    expect(failures).toBe(2);
    failures = 0;
    expect((await createHarness({ models }).run(of({ retry: { max: 2 } }))).status).toBe(
      'succeeded',
    );
    failures = 0;
    const elsewhere = of({ retry: { max: 2, on: ['busy'] } });
    expect((await createHarness({ models }).run(elsewhere)).status).toBe('failed');
    failures = 0;
    const named = of({ retry: { max: 2, on: ['moody'] } });
    expect((await createHarness({ models }).run(named)).status).toBe('succeeded');
  });

  it('says when it is due while it waits, and no longer when it runs', async () => {
    const { harness } = refusing([busy]);
    const { run } = await startRecorded(harness, echo());
    await harness.clock.runUntil(harness.clock.sleep(500));
    const step = () => run.snapshot().nodes['echo']?.steps[0];
    expect(step()).toMatchObject({ status: 'waiting', dueAt: expect.any(Number) as number });
    await harness.clock.runUntil(run.result);
    expect(step()).not.toHaveProperty('dueAt');
    expect(step()).toMatchObject({ status: 'succeeded', attempt: 2 });
  });

  it('counts a refusal for too many calls as no attempt: the lane slows down and recovers', async () => {
    const tooMany = refusal('rate-limited', {
      retryable: true,
      effect: 'none',
      retryAfterMs: 3000,
    });
    const { harness, waits } = refusing([tooMany, tooMany]);
    const { run, events } = await startRecorded(harness, echo());
    const result = await harness.clock.runUntil(run.result);
    expect(result.snapshot.nodes['echo']?.steps[0]).toMatchObject({
      status: 'succeeded',
      attempt: 1,
    });
    expect(events.map(({ type }) => type)).not.toContain('step.failed');
    expect(Math.min(...waits())).toBeGreaterThanOrEqual(3000);
  });

  it('is canceled at the provider when its deadline has passed', async () => {
    const harness = createHarness({
      models: { 'test/slow': textModel({ predict: () => 'late', delayMs: () => 60_000 }) },
    });
    const result = await harness.run(
      workflowOf({ nodes: { slow: callOf('test/slow', 'x', { deadline: '30s' }) } }),
    );
    expect(statusesOf(result)).toEqual({ slow: 'failed' });
    expect(result.snapshot.nodes['slow']?.steps[0]?.error).toMatchObject({
      code: 'deadline-exceeded',
    });
    expect(harness.provider.calls).toMatchObject([{ status: 'canceled' }]);
    const [call] = harness.provider.calls;
    expect((call?.endedAt ?? 0) - (call?.createdAt ?? 0)).toBe(30_000);
  });
});
