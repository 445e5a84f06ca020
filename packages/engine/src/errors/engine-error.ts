const marker = Symbol.for('catena.engine-error');

/** What an {@link EngineError} is made from; `ErrorRecord` says what the fields mean. */
export interface EngineErrorOptions {
  code: string;
  message: string;
  hint?: string | undefined;
  /** @defaultValue false */
  retryable?: boolean;
  effect?: 'none' | 'unknown' | undefined;
  retryAfterMs?: number | undefined;
  nodeId?: string | undefined;
  provider?: string | undefined;
  details?: Record<string, unknown> | undefined;
  cause?: unknown;
}

/**
 * Base of every failure at run time. Recognised across copies of the package by
 * {@link EngineError.isInstance}, not by `instanceof`.
 */
export class EngineError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly effect: 'none' | 'unknown' | undefined;
  readonly retryAfterMs: number | undefined;
  readonly nodeId: string | undefined;
  readonly provider: string | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(options: EngineErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.hint = options.hint;
    this.retryable = options.retryable ?? false;
    this.effect = options.effect;
    this.retryAfterMs = options.retryAfterMs;
    this.nodeId = options.nodeId;
    this.provider = options.provider;
    this.details = options.details;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Whether a caught value is an engine error of this or another copy of the package. */
  static isInstance(value: unknown): value is EngineError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}
