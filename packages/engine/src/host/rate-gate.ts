import type { Rate } from '../prediction/provider.ts';

// Starts are noted a little before they happen; the window is kept a little longer for it.
const marginMs = 5;

/**
 * Keeps a rate exactly: never more than `limit` starts in any window of `windowMs`, wherever the
 * window begins. Windows that are counted from fixed edges let through up to twice as many.
 */
export class RateGate {
  readonly #windowMs: number;
  /** Times of the last starts, as a ring; the oldest is at `#next`. */
  readonly #starts: number[];
  #next = 0;

  constructor(rate: Rate) {
    this.#windowMs = rate.windowMs + marginMs;
    this.#starts = Array.from<number>({ length: rate.limit }).fill(Number.NEGATIVE_INFINITY);
  }

  /** The earliest time of the next start, in milliseconds since the epoch. */
  openAt(): number {
    return (this.#starts[this.#next] ?? Number.NEGATIVE_INFINITY) + this.#windowMs;
  }

  /** Notes a start. */
  take(now: number): void {
    this.#starts[this.#next] = now;
    this.#next = (this.#next + 1) % this.#starts.length;
  }
}
