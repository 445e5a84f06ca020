import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { isFileType, type ArtifactRef, type ArtifactStore, type BaseType } from '@catena/engine';
import mime from 'mime';
import { UsageError } from '../errors/usage-error.ts';
import { parseScalar } from './parse-scalar.ts';

/** Where files of the command line go. */
export type FileKeeper = Pick<ArtifactStore, 'put'>;

function storeFile(path: string, artifacts: FileKeeper): Promise<ArtifactRef> {
  const mediaType = mime.getType(path);
  return artifacts.put(createReadStream(path), mediaType === null ? {} : { mediaType });
}

/** @throws UsageError where a file is not a text in UTF-8. */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Editors end a file with a line break that nobody typed.
    return text.replace(/\r?\n$/, '');
  } catch (cause) {
    throw new UsageError({
      code: 'invalid-input',
      message: `${path} is not a text in UTF-8.`,
      hint: 'Give a text file, or make the input one of type file.',
      cause,
    });
  }
}

function looksLikeText(path: string): boolean {
  const mediaType = mime.getType(path) ?? '';
  return mediaType.startsWith('text/') || extname(path).toLowerCase() === '.json';
}

/**
 * The value that a file stands for, by the type that is wanted: an artifact for files, the content
 * for texts, the value that the content says for all else.
 *
 * @param place - Names the input in messages.
 */
export async function readFileValue(
  path: string,
  base: BaseType,
  options: { artifacts: FileKeeper; place: string },
): Promise<unknown> {
  if (isFileType(base) || (base === 'any' && !looksLikeText(path))) {
    return storeFile(path, options.artifacts);
  }
  const text = await readText(path);
  const isPlain = base === 'text' || (base === 'any' && extname(path).toLowerCase() !== '.json');
  return isPlain ? text : parseScalar(text, base, `${options.place} (from ${path})`);
}
