import { EngineError, type EngineErrorOptions } from '@catena/engine';

/** A mistake of whoever called the command: wrong flags, inputs or files. Ends with exit code 2. */
export class UsageError extends EngineError {
  readonly exitCode = 2;

  constructor(
    options: Pick<EngineErrorOptions, 'code' | 'message' | 'hint' | 'cause' | 'details'>,
  ) {
    super(options);
  }

  /** Whether a caught value is a mistake of the caller. */
  static isUsageError(value: unknown): value is UsageError {
    return value instanceof UsageError;
  }
}
