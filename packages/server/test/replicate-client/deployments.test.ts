import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveReplicate, until, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

async function deploy(name: string, model: string, change: object = {}) {
  const [owner = '', modelName = ''] = model.split('/');
  const { latest_version: version } = await bench.replicate.models.get(owner, modelName);
  return bench.replicate.deployments.create({
    name,
    model,
    version: version?.id ?? '',
    hardware: 'cpu',
    min_instances: 0,
    max_instances: 1,
    ...change,
  });
}

describe('replicate.deployments', () => {
  it('creates, gets, lists, changes and deletes', async () => {
    const { deployments, accounts } = bench.replicate;
    const created = await deploy('sleeper', 'test/sleep');
    const account = await accounts.current();
    expect(created).toMatchObject({
      owner: account.username,
      name: 'sleeper',
      current_release: {
        number: 1,
        model: 'test/sleep',
        created_by: account,
        configuration: { hardware: 'cpu', min_instances: 0, max_instances: 1 },
      },
    });
    expect(await deployments.get(created.owner, 'sleeper')).toEqual(created);
    expect((await deployments.list()).results).toContainEqual(created);
    const changed = await deployments.update(created.owner, 'sleeper', { max_instances: 3 });
    expect(changed.current_release).toMatchObject({
      number: 2,
      model: 'test/sleep',
      configuration: { min_instances: 0, max_instances: 3 },
    });
    expect(await deployments.delete(created.owner, 'sleeper')).toBe(true);
    const gone = deployments.get(created.owner, 'sleeper');
    await expect(gone).rejects.toMatchObject({ response: { status: 404 } });
  });

  it('runs predictions, which name it', async () => {
    const { owner } = await deploy('runner', 'test/sleep');
    const { deployments } = bench.replicate;
    const prediction = await deployments.predictions.create(owner, 'runner', {
      input: { seconds: 0 },
      wait: true,
    });
    expect(prediction).toMatchObject({
      status: 'succeeded',
      model: 'test/sleep',
      deployment: `${owner}/runner`,
    });
  });

  it('ends what is under way when it is set to no instances, and starts nothing more', async () => {
    const { owner } = await deploy('stopper', 'test/stuck');
    const { deployments, predictions } = bench.replicate;
    const { id } = await deployments.predictions.create(owner, 'stopper', { input: {} });
    await until(async () => (await predictions.get(id)).status === 'processing' || undefined);
    await deployments.update(owner, 'stopper', { min_instances: 0, max_instances: 0 });
    expect((await predictions.get(id)).status).toBe('canceled');
    const more = deployments.predictions.create(owner, 'stopper', { input: {} });
    await expect(more).rejects.toMatchObject({ response: { status: 422 } });
  });

  it('refuses what cannot be deployed', async () => {
    await deploy('taken', 'test/sleep');
    const refused: [Promise<unknown>, number, string][] = [
      [deploy('taken', 'test/sleep'), 409, 'already'],
      [deploy('a', 'test/sleep', { hardware: 'gpu-h100' }), 422, 'There is no hardware gpu-h100'],
      [deploy('a', 'test/sleep', { version: '0'.repeat(64) }), 422, 'There is no version'],
      [deploy('a', 'test/sleep', { model: 'no/model' }), 422, 'There is no model no/model'],
      [deploy('a', 'test/sleep', { max_instances: 21 }), 422, 'Must be less than or equal to 20'],
      [deploy('a', 'test/sleep', { min_instances: 2 }), 422, 'must not exceed'],
      [deploy('Not A Name', 'test/sleep'), 422, 'name must be'],
    ];
    for (const [work, status, text] of refused) {
      await expect(work).rejects.toMatchObject({ response: { status } });
      await expect(work).rejects.toThrow(text);
    }
  });
});
