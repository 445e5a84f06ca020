import { isArtifactRef, type ArtifactRef, type ArtifactStore } from '@catena/engine';
import { writeDataUrl } from '../shared/data-url.ts';
import { cogError } from './cog-error.ts';
import type { CogBody } from './cog-api.ts';

/** Bytes of files that fit into a request: containers take bodies of 100 MiB, base64 needs a third more. */
const mostFileBytes = 70 * 1024 * 1024;

/** What is needed to write files into a request. */
export interface FileWriter {
  artifacts: ArtifactStore;
  /** Where the container can fetch an artifact; undefined where it cannot. */
  fileUrl: ((file: ArtifactRef) => string | undefined) | undefined;
}

/**
 * Makes the exact body of a request: files as addresses where the container can fetch them, else as
 * data: URLs; no nulls, which containers refuse.
 *
 * @throws EngineError `input-too-large` or `artifact-not-found`, both without an effect.
 */
export async function prepareCogBody(
  id: string,
  input: Record<string, unknown>,
  writer: FileWriter,
): Promise<CogBody> {
  const budget = { bytesLeft: mostFileBytes };
  const written: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null) continue;
    written[name] = await writeValue(value, writer, budget);
  }
  return { id, input: written };
}

async function writeValue(
  value: unknown,
  writer: FileWriter,
  budget: { bytesLeft: number },
): Promise<unknown> {
  if (isArtifactRef(value)) return writeFile(value, writer, budget);
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await writeValue(item, writer, budget));
    return items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] = [];
  for (const [name, item] of Object.entries(value)) {
    entries.push([name, await writeValue(item, writer, budget)]);
  }
  return Object.fromEntries(entries);
}

async function writeFile(
  file: ArtifactRef,
  { artifacts, fileUrl }: FileWriter,
  budget: { bytesLeft: number },
): Promise<string> {
  const url = fileUrl?.(file);
  if (url !== undefined) return url;
  budget.bytesLeft -= file.sizeBytes;
  if (budget.bytesLeft < 0) {
    throw cogError({
      code: 'input-too-large',
      message: `The files of the input are larger than the ${mostFileBytes / 1024 ** 2} MiB that a Cog container takes.`,
      hint: 'Use smaller files, or set CATENA_PUBLIC_URL so that the container can fetch them.',
      effect: 'none',
    });
  }
  return writeDataUrl(file.mediaType, artifacts.read(file.$artifact));
}
