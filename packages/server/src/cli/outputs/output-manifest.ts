import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

const manifestSchema = z.object({
  files: z.record(z.string(), z.object({ output: z.string(), sha256: z.string() })),
});

/** Which files of a folder Catena wrote, and with what content. */
export type OutputManifest = z.infer<typeof manifestSchema>['files'];

/** Lies in a folder of outputs, so that a later run knows which files it may replace. */
export const manifestName = '.catena-outputs.json';

/** The manifest of a folder; empty where there is none that can be read. */
export async function readManifest(folder: string): Promise<OutputManifest> {
  try {
    const content: unknown = JSON.parse(await readFile(join(folder, manifestName), 'utf8'));
    return manifestSchema.parse(content).files;
  } catch {
    return {}; // Then every file there counts as somebody else's.
  }
}

export async function writeManifest(folder: string, files: OutputManifest): Promise<void> {
  const path = join(folder, manifestName);
  await writeFile(`${path}.part`, `${JSON.stringify({ files }, undefined, 2)}\n`);
  await rename(`${path}.part`, path);
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Whether a file is still as Catena wrote it. */
export async function isOwnFile(
  folder: string,
  path: string,
  manifest: OutputManifest,
): Promise<boolean> {
  const entry = Object.hasOwn(manifest, path) ? manifest[path] : undefined;
  return entry !== undefined && entry.sha256 === (await hashFile(join(folder, path)));
}
