import assert from 'node:assert/strict';
import type { ProviderBench } from './provider-bench.ts';
import type { ConformanceRunner } from './provider-harness.ts';

/** How predictions end otherwise than well: by failing, by a person, by their deadline. */
export function describeEnding(
  bench: () => ProviderBench,
  { it }: Pick<ConformanceRunner, 'it'>,
): void {
  it('ends failed with what the model said', async () => {
    const { failing } = bench().models;
    if (failing === undefined) return;
    const { ended } = await bench().follow(failing);
    assert.equal(ended.status, 'failed');
    assert.ok(ended.error?.message.includes(failing.message), ended.error?.message);
    assert.notEqual(ended.error?.code, '');
    assert.equal(ended.error?.effect, undefined);
  });

  it('cancels what has just been made', async () => {
    const { provider, models } = bench();
    const { id } = await bench().create(models.slow);
    await provider.cancel(id);
    assert.equal((await bench().wait(id)).status, 'canceled');
  });

  it('cancels what computes, and a second time does no harm', async () => {
    const { provider, models } = bench();
    const { id } = await bench().create(models.slow);
    await bench().untilProcessing(id);
    await Promise.all([provider.cancel(id), provider.cancel(id)]);
    await provider.cancel(id);
    const ended = await bench().wait(id);
    assert.equal(ended.status, 'canceled');
    assert.equal(ended.output ?? null, null);
  });

  it('leaves what has ended as it is when told to cancel it', async () => {
    const { provider, models } = bench();
    const { ended } = await bench().follow(models.quick);
    await provider.cancel(ended.id);
    assert.deepEqual(await bench().wait(ended.id), ended);
  });

  it('wakes who waits when another cancels', async () => {
    const { provider, models } = bench();
    const { id } = await bench().create(models.slow);
    const waiting = bench().wait(id);
    await bench().untilProcessing(id);
    await provider.cancel(id);
    assert.equal((await waiting).status, 'canceled');
  });

  it('cancels what computes beyond its deadline', async () => {
    const { models, deadlineMs } = bench();
    const { id } = await bench().create(models.slow, deadlineMs);
    const ended = await bench().wait(id);
    assert.equal(ended.status, 'canceled');
  });

  it('aborts what has not begun at its deadline', async () => {
    const { models, deadlineMs } = bench();
    if (models.booting === undefined) return;
    const { id } = await bench().create(models.booting, deadlineMs);
    const ended = await bench().wait(id);
    assert.equal(ended.status, 'aborted');
  });
}
