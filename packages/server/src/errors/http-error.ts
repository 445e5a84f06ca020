import { EngineError, type EngineErrorOptions } from '@catena/engine';

/** A request that is refused, with the status that says so. */
export class HttpError extends EngineError {
  readonly status: number;
  /** Sent beside the problem, e.g. `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    options: EngineErrorOptions & { headers?: Readonly<Record<string, string>> },
  ) {
    super(options);
    this.status = status;
    this.headers = options.headers ?? {};
  }
}
