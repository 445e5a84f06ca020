/** How many calls are allowed. */
export interface Allowance {
  /** Calls in a window. */
  limit: number;
  windowMs: number;
  /** Calls at once after a pause. */
  burst: number;
}

/** What became of a call. */
export interface Taken {
  isAllowed: boolean;
  /** Whole calls that are left. */
  remaining: number;
  /** Milliseconds until nothing of the burst is used up. */
  fullInMs: number;
  /** Milliseconds until the next call is allowed; 0 where one is. */
  nextInMs: number;
}

/** A bucket that fills steadily and is emptied by calls. */
export class TokenBucket {
  readonly #allowance: Allowance;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  /** @param now - Milliseconds of any clock that does not go back. */
  constructor(allowance: Allowance, now: () => number) {
    this.#allowance = allowance;
    this.#now = now;
    this.#tokens = allowance.burst;
    this.#filledAt = now();
  }

  take(): Taken {
    const { burst, limit, windowMs } = this.#allowance;
    const perMs = limit / windowMs;
    const now = this.#now();
    this.#tokens = Math.min(burst, this.#tokens + Math.max(0, now - this.#filledAt) * perMs);
    this.#filledAt = now;
    // What is missing by less than rounding is there.
    const isAllowed = this.#tokens > 1 - 1e-9;
    if (isAllowed) this.#tokens -= 1;
    return {
      isAllowed,
      remaining: Math.max(0, Math.floor(this.#tokens)),
      fullInMs: (burst - this.#tokens) / perMs,
      nextInMs: Math.max(0, 1 - this.#tokens) / perMs,
    };
  }
}
