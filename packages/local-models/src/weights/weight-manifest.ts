import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileWhole } from './write-file-whole.ts';
import { manifestPath } from './weight-layout.ts';
import type { WeightFile, WeightPackage } from './weight-package.ts';

const manifestSchema = z.object({
  as: z.string(),
  package: z.string(),
  integrity: z.string(),
  path: z.string(),
  recipe: z.number(),
  sizeBytes: z.number(),
  sha256: z.string(),
});

/** What a kept file was made from, and what it has to be. */
export type WeightManifest = z.infer<typeof manifestSchema>;

/** The part of a manifest that is known before the file is made. */
export function describeOrigin(
  weightPackage: WeightPackage,
  file: WeightFile,
): Omit<WeightManifest, 'sizeBytes' | 'sha256'> {
  return {
    as: file.as,
    package: `${weightPackage.name}@${weightPackage.version}`,
    integrity: weightPackage.integrity,
    path: file.path,
    recipe: file.recipe ?? 1,
  };
}

export async function writeManifest(path: string, manifest: WeightManifest): Promise<void> {
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  await writeFileWhole(manifestPath(path), new TextEncoder().encode(text));
}

/** The manifest of a kept file; undefined where there is none that can be read. */
export async function readManifest(path: string): Promise<WeightManifest | undefined> {
  let text: string;
  try {
    text = await readFile(manifestPath(path), 'utf8');
  } catch {
    return undefined;
  }
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a manifest belongs to this file of this package, made with this recipe. */
export function isManifestOf(
  manifest: WeightManifest,
  origin: Omit<WeightManifest, 'sizeBytes' | 'sha256'>,
): boolean {
  return (
    manifest.as === origin.as &&
    manifest.package === origin.package &&
    manifest.integrity === origin.integrity &&
    manifest.path === origin.path &&
    manifest.recipe === origin.recipe
  );
}
