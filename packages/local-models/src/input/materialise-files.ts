import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EngineError, isArtifactRef, type ArtifactRef, type ArtifactStore } from '@catena/engine';
import type { InputFile } from '../models/local-model.ts';
import { toStorageError } from '../weights/weights-error.ts';

export interface FileSources {
  artifacts: ArtifactStore;
  /** Where copies go. */
  folder: string;
}

/** Replaces every file of an input by one on this machine's disk, which models can open. */
export async function materialiseFiles(
  input: Record<string, unknown>,
  fileNames: ReadonlySet<string>,
  sources: FileSources,
): Promise<Record<string, unknown>> {
  const entries = Object.entries(input).map(async ([name, value]) => {
    if (!fileNames.has(name)) return [name, value];
    return [name, await toInputFile(name, value, sources)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function toInputFile(name: string, value: unknown, sources: FileSources): Promise<InputFile> {
  if (isArtifactRef(value)) return fromArtifact(value, sources);
  const file = typeof value === 'string' ? parseDataUri(value) : undefined;
  if (file === undefined) {
    throw new EngineError({
      code: 'invalid-model-input',
      message: `The input "${name}" is a data: URI that cannot be read.`,
      hint: 'Write it as data:image/png;base64,… .',
      effect: 'none',
      details: { field: name },
    });
  }
  const path = join(sources.folder, randomUUID());
  await writeFile(path, file.bytes).catch((error: unknown) => {
    throw toStorageError(error, path);
  });
  return { path, mediaType: file.mediaType };
}

async function fromArtifact(ref: ArtifactRef, sources: FileSources): Promise<InputFile> {
  const { artifacts, folder } = sources;
  const known = await artifacts.localPath?.(ref.$artifact);
  if (known !== undefined) return { path: known, mediaType: ref.mediaType };
  const path = join(folder, randomUUID());
  try {
    await pipeline(Readable.from(artifacts.read(ref.$artifact)), createWriteStream(path));
  } catch (error) {
    throw toStorageError(error, path);
  }
  return { path, mediaType: ref.mediaType };
}

/** Reads `data:[type][;base64],content`. */
function parseDataUri(uri: string): { mediaType: string; bytes: Uint8Array } | undefined {
  const comma = uri.indexOf(',');
  if (comma < 0 || !uri.startsWith('data:')) return undefined;
  const head = uri.slice('data:'.length, comma).split(';');
  const content = uri.slice(comma + 1);
  const mediaType = head[0] === undefined || head[0] === '' ? 'text/plain' : head[0];
  try {
    const bytes = head.includes('base64')
      ? Buffer.from(decodeURIComponent(content), 'base64')
      : Buffer.from(decodeURIComponent(content));
    return { mediaType, bytes };
  } catch {
    return undefined;
  }
}
