import { statfs } from 'node:fs/promises';
import { EngineError } from '../errors/engine-error.ts';

const fullCodes = new Set(['ENOSPC', 'EDQUOT']);

function megabytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1000)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

async function findFreeBytes(folder: string): Promise<number | undefined> {
  try {
    const facts = await statfs(folder);
    return facts.bavail * facts.bsize;
  } catch {
    return undefined; // It only makes the message better.
  }
}

const hints: Record<string, string> = {
  EACCES: 'Allow this user to write there, or choose another data folder.',
  EPERM: 'Allow this user to write there, or choose another data folder.',
  EROFS: 'The disk is read-only. Choose a data folder on another one.',
  ENOTDIR: 'A file lies where a folder is needed. Move it away, or choose another data folder.',
  EEXIST: 'A file lies where a folder is needed. Move it away, or choose another data folder.',
  EMFILE: 'This process has too many files open. Raise the limit (ulimit -n) or run less at once.',
  EIO: 'The disk reports a fault. Check it, or choose a data folder on another one.',
};

/**
 * Translates a failure of the file system.
 *
 * @returns EngineError `storage-full` where there is no room, `storage-failed` else; what is an
 * EngineError already stays as it is.
 */
export async function toStorageError(
  error: unknown,
  place: { folder: string; doing: string; neededBytes?: number | undefined },
): Promise<EngineError> {
  if (EngineError.isInstance(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (!fullCodes.has(code)) {
    const reason = error instanceof Error ? error.message : String(error);
    return new EngineError({
      code: 'storage-failed',
      message: `Could not ${place.doing} in ${place.folder}: ${reason}.`,
      hint: hints[code] ?? 'Check that the data folder can be read and written.',
      details: { folder: place.folder, reason: code },
      cause: error,
    });
  }
  const freeBytes = await findFreeBytes(place.folder);
  const needed =
    place.neededBytes === undefined ? '' : `; ${megabytes(place.neededBytes)} were needed`;
  const free = freeBytes === undefined ? '' : `, ${megabytes(freeBytes)} are free`;
  return new EngineError({
    code: 'storage-full',
    message: `No room left to ${place.doing} in ${place.folder}${needed}${free}.`,
    hint:
      code === 'EDQUOT'
        ? 'The disk quota of this user is used up. Delete files, or choose another data folder. Nothing that was stored is lost.'
        : 'Make room on that disk, or choose a data folder on another one. Nothing that was stored is lost.',
    details: {
      folder: place.folder,
      reason: code,
      ...(place.neededBytes !== undefined && { neededBytes: place.neededBytes }),
      ...(freeBytes !== undefined && { freeBytes }),
    },
    cause: error,
  });
}
