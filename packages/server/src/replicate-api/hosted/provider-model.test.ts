import { createMemoryArtifactStore } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { createTestProvider } from '../../test-mode/test-provider.ts';
import type { HostedEnding, HostedVersion } from './hosted-model.ts';
import { HostedModels } from './hosted-models.ts';
import { ProviderModels } from './provider-model.ts';

const bornAt = '2026-01-01T00:00:00.000Z';
const artifacts = createMemoryArtifactStore();
const almanac = { firstSeenAt: () => bornAt };
const models = new HostedModels([
  new ProviderModels({ provider: createTestProvider(), artifacts, almanac }),
]);

async function versionOf(name: string): Promise<HostedVersion> {
  const [version] = (await (await models.find('test', name))?.versions()) ?? [];
  if (!version) throw new Error(`There is no test model ${name}.`);
  return version;
}

/** What is told of a prediction, in order; `onTold` may end it. */
async function follow(
  name: string,
  input: Record<string, unknown>,
  onTold: (told: string, cancel: () => void) => void = () => undefined,
) {
  const version = await versionOf(name);
  const told: string[] = [];
  const ending = await new Promise<HostedEnding>((resolve) => {
    let cancel = () => undefined as void;
    const tell = (what: string) => {
      told.push(what);
      onTold(what, () => cancel());
    };
    const prediction = version.start({
      id: 'p1',
      input,
      listener: {
        onProcessing: () => tell('processing'),
        onLog: (text) => tell(`log ${text}`),
        onText: (text) => tell(`text ${text}`),
        onOutput: () => tell('output'),
        onEnd: resolve,
      },
    });
    cancel = () => prediction.cancel();
    onTold('started', cancel);
  });
  return { told, ending };
}

describe('a model of a provider', () => {
  it('is found by name and by version', async () => {
    const found = await models.find('test', 'stream');
    const version = await versionOf('stream');
    expect(found?.facts).toMatchObject({ origin: 'test', title: 'Stream', createdAt: bornAt });
    expect((await models.findVersion(version.id))?.model.name).toBe('stream');
    expect(await models.find('test', 'nothing')).toBeUndefined();
    expect(await models.findVersion('0'.repeat(64))).toBeUndefined();
  });

  it('says whether its output comes in pieces', async () => {
    expect((await versionOf('stream')).streams).toBe(true);
    expect((await versionOf('sleep')).streams).toBe(false);
  });

  it('tells of a prediction in order', async () => {
    const { told, ending } = await follow('stream', { text: 'one two' });
    expect(told).toEqual(['processing', 'text one', 'text  two']);
    expect(ending).toMatchObject({ status: 'succeeded', output: ['one', ' two'] });
    expect(ending.metrics?.predictMs).toBeGreaterThanOrEqual(0);
  });

  it('gives logs as they come and the error at the end', async () => {
    const { told, ending } = await follow('fail', { message: 'No ink.' });
    expect(told).toEqual(['processing', 'log about to fail\n']);
    expect(ending).toMatchObject({ status: 'failed', error: { message: 'No ink.' } });
  });

  it('is canceled while it works, and before it is known to the provider', async () => {
    const late = await follow('stuck', {}, (told, cancel) => told === 'processing' && cancel());
    expect(late.ending.status).toBe('canceled');
    const early = await follow('stuck', {}, (told, cancel) => told === 'started' && cancel());
    expect(early.ending.status).toBe('canceled');
  });
});

describe('search', () => {
  it('puts models whose name has the words first', async () => {
    const found = await models.search('stream');
    expect(found[0]?.model.name).toBe('stream');
    const scores = found.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect(await models.search('stream nonsense')).toEqual([]);
  });
});
