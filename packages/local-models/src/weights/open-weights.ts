import { rm, stat } from 'node:fs/promises';
import { sha256Of } from './integrity.ts';
import { keptPath, manifestPath } from './weight-layout.ts';
import { describeOrigin, isManifestOf, readManifest } from './weight-manifest.ts';
import type { WeightFile, WeightPackage } from './weight-package.ts';
import { checksumMismatch } from './weights-error.ts';

/**
 * Checks the kept files of prepared packages, byte for byte, and tells where they are.
 *
 * @throws EngineError `weights-checksum-mismatch`; the file is then gone and will be made anew.
 */
export async function openWeights(
  packages: readonly WeightPackage[],
  weightsFolder: string,
): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  for (const weightPackage of packages) {
    for (const file of weightPackage.files) {
      const path = keptPath(weightsFolder, weightPackage, file);
      const problem = await findProblem(path, weightPackage, file);
      if (problem !== undefined) {
        await rm(path, { force: true });
        await rm(manifestPath(path), { force: true });
        throw checksumMismatch(`${weightPackage.name} (${file.as})`, problem);
      }
      paths.set(file.as, path);
    }
  }
  return paths;
}

async function findProblem(
  path: string,
  weightPackage: WeightPackage,
  file: WeightFile,
): Promise<string | undefined> {
  const manifest = await readManifest(path);
  if (manifest === undefined) return 'its manifest is missing.';
  if (!isManifestOf(manifest, describeOrigin(weightPackage, file))) {
    return 'its manifest belongs to another file.';
  }
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size !== manifest.sizeBytes) {
    return `it has ${size} bytes instead of ${manifest.sizeBytes}.`;
  }
  if ((await sha256Of(path)) !== manifest.sha256) return 'its sha256 is another one.';
  return undefined;
}
