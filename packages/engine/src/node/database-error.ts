import { EngineError } from '../errors/engine-error.ts';

const noRoom = /SQLITE_FULL|database or disk is full|ENOSPC/i;

/** Translates a failure of a database file. */
export function toDatabaseError(error: unknown, path: string): EngineError {
  if (EngineError.isInstance(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (noRoom.test(`${code} ${reason}`)) {
    return new EngineError({
      code: 'storage-full',
      message: `No room left to write ${path}.`,
      hint: 'Make room on that disk, or choose a data folder on another one. Nothing that was stored is lost.',
      cause: error,
    });
  }
  return new EngineError({
    code: 'storage-failed',
    message: `Could not use the database ${path}: ${reason}.`,
    hint: 'Check that the data folder can be read and written, or choose another one.',
    cause: error,
  });
}
