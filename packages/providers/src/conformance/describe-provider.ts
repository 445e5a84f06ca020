import assert from 'node:assert/strict';
import { isArtifactRef, isTerminalPrediction, sha256, readAll } from '@catena/engine';
import { describeEnding } from './describe-ending.ts';
import { errorOf, modelRef, ProviderBench } from './provider-bench.ts';
import type { ConformanceRunner, ProviderHarness, ProviderSession } from './provider-harness.ts';

type Suite = (bench: () => ProviderBench, runner: ConformanceRunner) => void;

/**
 * Registers the suite that every provider has to pass. Tests of what a provider has no model for do
 * nothing; a harness says which models do what.
 */
export function describeProvider(harness: ProviderHarness, runner: ConformanceRunner): void {
  const { describe, it, beforeAll, afterAll } = runner;
  describe(`${harness.name} as a provider`, () => {
    let session: ProviderSession | undefined;
    let bench: ProviderBench | undefined;
    beforeAll(async () => {
      session = await harness.start();
      bench = new ProviderBench(session);
    });
    afterAll(async () => {
      await session?.close();
    });
    const ready = () => {
      assert.ok(bench, 'the provider did not start');
      return bench;
    };
    const suites: Suite[] = [describeModels, describeCreating, describeWaiting, describeFiles];
    for (const suite of suites) suite(ready, runner);
    describeEnding(ready, runner);
    it('lets go of everything, and a second time does no harm', async () => {
      await ready().provider.close?.();
      await ready().provider.close?.();
    });
  });
}

const describeModels: Suite = (bench, { it }) => {
  it('describes a model with a version and a schema of its inputs', async () => {
    const { provider, models } = bench();
    const ref = modelRef(models.quick.model);
    const description = await provider.describe(ref);
    assert.equal(description.model, `${ref.owner}/${ref.name}`);
    assert.notEqual(description.version, '');
    const { components } = description.openapiSchema as {
      components: { schemas: Record<string, Record<string, unknown>> };
    };
    const inputs = Object.keys(components.schemas['Input']?.['properties'] ?? {});
    for (const name of Object.keys(models.quick.input)) assert.ok(inputs.includes(name), name);
    assert.ok(components.schemas['Output']);
  });

  it('describes the version that is named, the same each time', async () => {
    const { provider, models } = bench();
    const ref = modelRef(models.quick.model);
    const newest = await provider.describe(ref);
    const named = await provider.describe({ ...ref, version: newest.version });
    assert.equal(named.version, newest.version);
    assert.deepEqual(named.openapiSchema, newest.openapiSchema);
  });

  it('says that there is no such model, and no such version', async () => {
    const { provider, models } = bench();
    const error = await errorOf(provider.describe(modelRef(models.unknown.model)));
    assert.equal(error.code, 'model-not-found');
    assert.ok(error.message.includes(models.unknown.model), error.message);
    assert.ok(error.hint, 'says what to do');
    if (models.unknown.version === undefined) return;
    const other = await errorOf(provider.describe(modelRef(models.unknown.version)));
    assert.equal(other.code, 'model-not-found');
  });

  it('finds a model by its name', async () => {
    const { provider, models } = bench();
    const { owner, name } = modelRef(models.quick.model);
    const found = await provider.search(name);
    assert.ok(found.some(({ model }) => model === `${owner}/${name}`));
    for (const { model, version, openapiSchema } of found) {
      assert.ok(model.includes('/') && version !== '' && openapiSchema, model);
    }
  });

  it('names its account, its limits and its origins', async () => {
    const { provider, models } = bench();
    assert.notEqual(provider.account, '');
    const all = [provider.limits, provider.limitsOf?.(modelRef(models.quick.model)) ?? {}];
    for (const { concurrency, rate } of all) {
      assert.ok(concurrency === undefined || concurrency >= 1);
      assert.ok(rate === undefined || (rate.limit > 0 && rate.windowMs > 0));
    }
    for (const origin of provider.origins ?? []) assert.equal(new URL(origin).origin, origin);
  });
};

const mostCreateMs = 5000;

const describeCreating: Suite = (bench, { it }) => {
  it('returns an id at once, long before the prediction ends', async () => {
    const { provider, models } = bench();
    const begin = performance.now();
    const created = await bench().create(models.slow);
    assert.ok(performance.now() - begin < mostCreateMs, 'took too long');
    assert.ok(!isTerminalPrediction(created.status), created.status);
    assert.notEqual(created.id, '');
    await provider.cancel(created.id);
    assert.equal((await bench().wait(created.id)).status, 'canceled');
  });

  it('refuses what does not fit before anything runs, naming the field', async () => {
    const { models } = bench();
    const error = await errorOf(bench().create(models.refused));
    assert.equal(error.code, 'invalid-model-input');
    assert.equal(error.effect, 'none');
    assert.equal(error.retryable, false);
    assert.ok(error.details?.['field'], 'names the field');
  });

  it('refuses a model that is not there without an effect', async () => {
    const { models } = bench();
    const error = await errorOf(bench().create({ model: models.unknown.model, input: {} }));
    assert.equal(error.code, 'model-not-found');
    assert.equal(error.effect, 'none');
  });

  it('runs two at once and keeps them apart', async () => {
    const { models } = bench();
    const both = await Promise.all([bench().follow(models.quick), bench().follow(models.quick)]);
    const [one, other] = both;
    assert.notEqual(one.created.id, other.created.id);
    for (const { ended } of both) assert.equal(ended.status, 'succeeded');
  });
};

const describeWaiting: Suite = (bench, { it }) => {
  it('tells how it goes, ends once, and says what ran and for how long', async () => {
    const { models } = bench();
    const { created, ended, progress } = await bench().follow(models.quick);
    assert.equal(ended.id, created.id);
    assert.equal(ended.status, 'succeeded', ended.error?.message);
    assert.notEqual(ended.version, '');
    assert.ok((ended.metrics?.predictMs ?? -1) >= 0, 'says how long it computed');
    for (const { fraction = 0 } of progress) assert.ok(fraction >= 0 && fraction <= 1);
    const output = await bench().collect(ended);
    if (models.quick.output !== undefined) assert.deepEqual(output, models.quick.output);
    const statuses = progress.map(({ status }) => status);
    const begun = statuses.indexOf('processing');
    assert.ok(begun < 0 || !statuses.slice(begun).includes('starting'), statuses.join(' '));
  });

  it('waits again for what has ended, and for two who wait', async () => {
    const { models } = bench();
    const created = await bench().create(models.quick);
    const [one, other] = await Promise.all([bench().wait(created.id), bench().wait(created.id)]);
    assert.deepEqual(one, other);
    assert.deepEqual(await bench().wait(created.id), one);
  });

  it('tells a fraction or a log while it computes', async () => {
    const { telling } = bench().models;
    if (telling === undefined) return;
    const { progress } = await bench().follow(telling);
    assert.ok(progress.some(({ fraction, log }) => fraction !== undefined || log !== undefined));
  });

  it('gives a text piece by piece where the model does', async () => {
    const { streaming } = bench().models;
    if (streaming === undefined) return;
    const { ended, progress } = await bench().follow(streaming);
    assert.equal(ended.status, 'succeeded', ended.error?.message);
    const pieces = progress.flatMap(({ text }) => (text === undefined ? [] : [text]));
    assert.equal(pieces.join(''), streaming.text);
    assert.ok(pieces.length > 1, 'came in one piece');
    const output = await bench().collect(ended);
    assert.equal(Array.isArray(output) ? output.join('') : output, streaming.text);
  });

  it('stops waiting when told to, and leaves the prediction alone', async () => {
    const { provider, models } = bench();
    const created = await bench().create(models.slow);
    const stop = new AbortController();
    const waiting = bench().wait(created.id, () => {}, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await assert.rejects(waiting);
    await assert.rejects(bench().wait(created.id, () => {}, stop.signal));
    await bench().untilProcessing(created.id);
    await provider.cancel(created.id);
    assert.equal((await bench().wait(created.id)).status, 'canceled');
  });

  it('knows no prediction that nobody made', async () => {
    const error = await errorOf(bench().wait('p'.repeat(26)));
    assert.equal(error.code, 'prediction-not-found');
  });
};

const describeFiles: Suite = (bench, { it }) => {
  it('stores the file of an output once, and says what it is', async () => {
    const { file } = bench().models;
    if (file === undefined) return;
    const { ended } = await bench().follow(file);
    assert.equal(ended.status, 'succeeded', ended.error?.message);
    const before = bench().stored;
    const output = await bench().collect(ended);
    assert.equal(bench().stored - before, 1, 'files stored');
    const [ref] = [output].flat(4).flatMap((value) => findRefs(value));
    assert.ok(ref, 'no file in the output');
    assert.deepEqual(await bench().collect(ended), output);
    for (const [name, value] of Object.entries(file.facts)) {
      assert.equal(ref[name as keyof typeof ref], value, name);
    }
    const content = await readAll(bench().artifacts.read(ref.$artifact));
    assert.equal(sha256(content), ref.$artifact);
    assert.equal(content.length, ref.sizeBytes);
  });

  it('hands the content of a file to the model', async () => {
    const { fileInput } = bench().models;
    if (fileInput === undefined) return;
    const { model, content, input, check } = fileInput;
    const file = await bench().put(content);
    const { ended } = await bench().follow({ model, input: input(file) });
    assert.equal(ended.status, 'succeeded', ended.error?.message);
    check(await bench().collect(ended));
  });

  it('refuses a file that is not in the store without an effect', async () => {
    const { fileInput } = bench().models;
    if (fileInput === undefined) return;
    const file = { $artifact: 'a'.repeat(64), mediaType: 'image/png', sizeBytes: 8 };
    const { model, input } = fileInput;
    const error = await errorOf(bench().create({ model, input: input(file) }));
    assert.equal(error.code, 'artifact-not-found');
    assert.equal(error.effect, 'none');
  });
};

function findRefs(value: unknown) {
  if (isArtifactRef(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter(isArtifactRef);
}
