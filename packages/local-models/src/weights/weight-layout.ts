import { join } from 'node:path';
import type { WeightFile, WeightPackage } from './weight-package.ts';

/** The folder that holds the kept files of a package, below the weights folder. */
export function packageFolder(weightsFolder: string, weightPackage: WeightPackage): string {
  const name = weightPackage.name.replace(/^@/, '').replaceAll('/', '-');
  return join(weightsFolder, `${name}-${weightPackage.version}`);
}

export function keptPath(
  weightsFolder: string,
  weightPackage: WeightPackage,
  file: WeightFile,
): string {
  return join(packageFolder(weightsFolder, weightPackage), file.as);
}

export function manifestPath(path: string): string {
  return `${path}.manifest.json`;
}
