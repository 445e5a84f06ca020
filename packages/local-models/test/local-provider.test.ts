import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EngineError,
  isArtifactRef,
  readAll,
  systemPlatform,
  type PredictionProgress,
} from '@catena/engine';
import sharp from 'sharp';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocal } from '../src/index.ts';
import { LocalProvider } from '../src/local-provider.ts';
import { ModelCatalog } from '../src/model-catalog.ts';
import { ModelRunner } from '../src/runner/model-runner.ts';
import { WeightsPreparer } from '../src/runner/weights-preparer.ts';
import { allModels as fixtures } from './fixture-models.ts';
import { drawnPage } from './pictures.ts';
import { ModelBench, modelRef } from './run-model.ts';

const local = createLocal();
const bench = new ModelBench(local);

afterAll(() => local.close?.());

async function errorOf(work: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (EngineError.isInstance(error)) return error;
  throw new Error(`Expected an engine error, got ${String(error)}.`);
}

describe('describing', () => {
  it('gives a model with a version that does not change by itself', async () => {
    const description = await local.describe(modelRef('catena/upscale'));
    expect(description).toMatchObject({ model: 'catena/upscale', metered: false });
    expect(description.version).toMatch(/^[0-9a-f]{64}$/);
    const again = await createLocal().describe(modelRef(`catena/upscale:${description.version}`));
    expect(again).toEqual(description);
  });

  it('names the nearest models when there is none of the name', async () => {
    const error = await errorOf(local.describe(modelRef('catena/upscael')));
    expect(error).toMatchObject({ code: 'model-not-found', retryable: false, effect: 'none' });
    expect(error.hint).toContain('catena/upscale');
  });

  it('names its own version when another one is asked for', async () => {
    const { version } = await local.describe(modelRef('catena/upscale'));
    const error = await errorOf(local.describe(modelRef('catena/upscale:abc')));
    expect(error.code).toBe('model-not-found');
    expect(error.hint).toContain(version);
  });

  it('finds models whose texts hold all words', async () => {
    const names = async (query: string) => (await local.search(query)).map(({ model }) => model);
    expect(await names('')).toHaveLength(11);
    expect(await names('human FACES')).toEqual(['catena/detect-faces']);
    expect(await names('faces spaceship')).toEqual([]);
  });
});

describe('refusing input', () => {
  const image = 'data:image/png;base64,AAAA';

  it.each([
    { input: {}, field: 'image', received: 'nothing', allowed: 'a file' },
    { input: { image, scale: 5 }, field: 'scale', received: '5', allowed: 'one of 2, 3, 4' },
    { input: { image, scale: '2' }, field: 'scale', received: '"2"', allowed: 'one of 2, 3, 4' },
    { input: { image, scael: 2 }, field: 'scael', received: '2', allowed: 'image, scale' },
    {
      input: { image: 'https://a.test' },
      field: 'image',
      received: '"https',
      allowed: 'data: URI',
    },
    { input: { image: 7 }, field: 'image', received: '7', allowed: 'a file' },
  ])('$input names $field, what came and what is allowed', async (example) => {
    const { input, field, received, allowed } = example;
    const error = await errorOf(bench.create('catena/upscale', input));
    expect(error).toMatchObject({ code: 'invalid-model-input', retryable: false, effect: 'none' });
    expect(error.message).toContain(`"${field}"`);
    expect(error.details).toMatchObject({ field });
    expect(error.details?.['received']).toContain(received);
    expect(error.hint).toContain(allowed);
  });

  it('keeps the bounds of numbers and texts', async () => {
    const wide = await errorOf(bench.create('catena/abstract-art', { prompt: 'x', width: 9 }));
    expect(wide.message).toContain('a whole number of at least 16 and at most 1536, got 9');
    const empty = await errorOf(bench.create('catena/embed-text', { text: '' }));
    expect(empty.message).toContain('at least 1 characters');
  });

  it('fails before anything runs when an artifact is not there', async () => {
    const gone = { $artifact: 'a'.repeat(64), mediaType: 'image/png', sizeBytes: 1 };
    const error = await errorOf(bench.create('catena/upscale', { image: gone }));
    expect(error).toMatchObject({ code: 'artifact-not-found', effect: 'none' });
  });
});

describe('predicting', () => {
  it('takes data: URIs, tells its progress and measures its times', async () => {
    const page = await drawnPage(40, 30);
    const image = `data:image/png;base64,${page.toString('base64')}`;
    const created = await bench.create('catena/upscale', { image });
    expect(created).toMatchObject({ status: 'starting' });
    const { prediction, output, progress } = await bench.finish(created.id);
    expect(prediction).toMatchObject({ status: 'succeeded', version: created.version });
    expect(prediction.metrics?.predictMs).toBeGreaterThan(0);
    expect(prediction.metrics?.queueMs).toBeGreaterThanOrEqual(0);
    expect(prediction.metrics?.bootMs).toBeGreaterThan(0);
    expect(progress[0]?.status).toBe('starting');
    expect(progress.at(-1)?.status).toBe('processing');
    expect(isArtifactRef(output) && output.mediaType).toBe('image/png');
  });

  it('says which port holds a file that is no picture, and goes on', async () => {
    const image = await bench.put(Buffer.from('not a picture'));
    const { prediction } = await bench.run('catena/upscale', { image });
    expect(prediction).toMatchObject({ status: 'failed', error: { code: 'corrupt-image' } });
    expect(prediction.error?.message).toContain('"image"');
    const cut = await bench.put((await drawnPage(200, 150)).subarray(0, 3000));
    const half = await bench.run('catena/nsfw', { image: cut });
    expect(half.prediction.error?.code).toBe('corrupt-image');
    const whole = await bench.put(await drawnPage(20, 20));
    expect((await bench.run('catena/upscale', { image: whole })).prediction.status).toBe(
      'succeeded',
    );
  });

  it('ends an upscale in the middle within two seconds, and computes the next one', async () => {
    const picture = await sharp(await drawnPage(1600, 1200))
      .png()
      .toBuffer();
    const { id } = await bench.create('catena/upscale', { image: await bench.put(picture) });
    let canceledAt = 0;
    const { prediction, progress } = await bench.finish(id, (news) => {
      if (canceledAt > 0 || (news.fraction ?? 0) < 0.05 || news.phase !== 'enlarging') return;
      canceledAt = performance.now();
      void local.cancel(id);
    });
    expect(performance.now() - canceledAt).toBeLessThan(2000);
    expect(prediction.status).toBe('canceled');
    const lastFraction = progress.at(-1)?.fraction ?? 1;
    expect(lastFraction).toBeLessThan(0.5);
    await local.cancel(id);
    const { prediction: next } = await bench.run('catena/upscale', {
      image: await bench.put(await drawnPage(20, 20)),
    });
    expect(next.status).toBe('succeeded');
  });
});

describe('the life of a prediction', () => {
  let folder = '';
  let provider: LocalProvider;
  let tests: ModelBench;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catena-provider-test-'));
    process.env['TMPDIR'] = folder;
    const modelsModule = new URL('./fixture-models.ts', import.meta.url).href;
    const place = { weightsFolder: folder, modelsModule };
    provider = new LocalProvider({
      catalog: new ModelCatalog(fixtures),
      runner: new ModelRunner({ ...place, idleAfterMs: 60_000 }),
      preparer: new WeightsPreparer(place),
      platform: systemPlatform,
    });
    tests = new ModelBench(provider);
  });

  afterEach(async () => {
    delete process.env['TMPDIR'];
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function leftOvers(): Promise<string[]> {
    return (await readdir(folder)).filter((name) => name.startsWith('catena-'));
  }

  it('stores the files of an output and removes its own', async () => {
    const { id } = await tests.create('test/echo', { text: 'hello' });
    const { prediction, output } = await tests.finish(id);
    const { files } = output as { files: unknown[] };
    const [file] = files;
    if (!isArtifactRef(file)) throw new Error('The file is no artifact.');
    const bytes = await readAll(tests.artifacts.read(file.$artifact));
    expect(new TextDecoder().decode(bytes)).toBe('hello');
    expect(await leftOvers()).toEqual([]);
    const { signal } = new AbortController();
    const again = await provider.collect(prediction, { artifacts: tests.artifacts, signal });
    expect(again).toEqual(output);
  });

  it('cancels one and leaves the others', async () => {
    const stuck = await tests.create('test/spin', {});
    const waiting = await tests.create('test/echo', { text: 'later' });
    await tests.create('test/echo', { text: 'never' }).then(({ id }) => provider.cancel(id));
    const ended = tests.finish(stuck.id, ({ status }) => {
      if (status === 'processing') void provider.cancel(stuck.id);
    });
    expect((await ended).prediction.status).toBe('canceled');
    expect((await tests.finish(waiting.id)).prediction.status).toBe('succeeded');
    expect(await leftOvers()).toEqual([]);
  });

  it('gives up at its deadline', async () => {
    await tests.run('test/echo', {});
    const request = { model: modelRef('test/spin'), input: {}, key: 'test' };
    const { artifacts } = tests;
    const first = await provider.create({ ...request, deadlineMs: 1200 }, { artifacts });
    const second = await provider.create({ ...request, deadlineMs: 600 }, { artifacts });
    expect((await tests.finish(second.id)).prediction.status).toBe('aborted');
    expect((await tests.finish(first.id)).prediction.status).toBe('canceled');
  });

  it('ends waiting, not the prediction, when the one who waits leaves', async () => {
    const { id } = await tests.create('test/echo', { text: 'on', delayMs: 200 });
    const leave = new AbortController();
    const seen: PredictionProgress[] = [];
    const waiting = provider.wait(id, {
      signal: leave.signal,
      onProgress: (progress) => void seen.push(progress),
    });
    leave.abort(new Error('gone for tea'));
    await expect(waiting).rejects.toThrow('gone for tea');
    expect(seen).toHaveLength(1);
    expect((await tests.finish(id)).prediction.status).toBe('succeeded');
  });

  it('carries what a model says of its failure, and that of a crash', async () => {
    const refused = await tests.run('test/refuse', {});
    expect(refused.prediction.error).toMatchObject({ code: 'no-speech', provider: 'local' });
    const crashed = await tests.run('test/crash', {});
    expect(crashed.prediction.error).toMatchObject({
      code: 'local-model-crashed',
      retryable: true,
    });
  });

  it('knows nothing of predictions of other processes', async () => {
    const { signal } = new AbortController();
    const error = await errorOf(provider.wait('other', { signal, onProgress: () => undefined }));
    expect(error).toMatchObject({ code: 'prediction-not-found', effect: 'none' });
  });

  it('ends what is under way when it closes', async () => {
    const { id } = await tests.create('test/spin', {});
    const ended = tests.finish(id);
    await provider.close();
    expect((await ended).prediction.status).toBe('canceled');
    expect(await leftOvers()).toEqual([]);
  });
});
