import { EngineError } from '../errors/engine-error.ts';

/** The error of reading an artifact that a store does not have. */
export function artifactNotFound(id: string, cause?: unknown): EngineError {
  return new EngineError({
    code: 'artifact-not-found',
    message: `There is no stored file ${id.slice(0, 64)}.`,
    hint: 'It may have been removed by a clean-up. Provide the file again, or run the step that made it.',
    details: { artifact: id.slice(0, 64) },
    ...(cause !== undefined && { cause }),
  });
}
