import PQueue from 'p-queue';
import type { ProviderLimits } from '../prediction/provider.ts';
import { RateGate } from './rate-gate.ts';

const firstSpacingMs = 250;
const widestSpacingMs = 60_000;

/**
 * One place where limits hold: of an account at a provider, of a model, or of this process. p-queue
 * holds the concurrency, a gate the rate; what a provider answers with 429 is learned on top.
 */
export class Lane {
  readonly name: string;
  readonly #queue: PQueue;
  #concurrency: number;
  readonly #gate: RateGate | undefined;
  /** Of the calls themselves: between a start and its call time passes, more for some than for others. */
  readonly #calls: RateGate | undefined;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #spacingMs = 0;
  #lastStart = Number.NEGATIVE_INFINITY;

  constructor(name: string, limits: ProviderLimits) {
    this.name = name;
    this.#concurrency = limits.concurrency ?? Number.POSITIVE_INFINITY;
    this.#queue = new PQueue({ concurrency: this.#concurrency });
    this.#gate = limits.rate && new RateGate(limits.rate);
    this.#calls = limits.rate && new RateGate(limits.rate);
  }

  get running(): number {
    return this.#queue.pending;
  }

  /** Milliseconds since the epoch; in the past where the provider has asked for nothing. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** Whether another task may run beside those that do. */
  get hasPlace(): boolean {
    return this.#queue.pending + this.#queue.size < this.#concurrency;
  }

  /** From now on; what runs already goes on. */
  setConcurrency(concurrency: number): void {
    this.#concurrency = concurrency;
    this.#queue.concurrency = concurrency;
  }

  /** The earliest time of the next start, in milliseconds since the epoch; in the past where it is open. */
  openAt(): number {
    const spaced = this.#lastStart + this.#spacingMs;
    return Math.max(this.#pausedUntil, spaced, this.#gate?.openAt() ?? Number.NEGATIVE_INFINITY);
  }

  /** Notes a start. */
  take(now: number): void {
    this.#gate?.take(now);
    this.#lastStart = now;
  }

  /** The earliest time of the next call of what has been let in. */
  callAt(): number {
    return this.#calls?.openAt() ?? Number.NEGATIVE_INFINITY;
  }

  /** Notes a call. */
  noteCall(now: number): void {
    this.#calls?.take(now);
  }

  /** Runs a task that has been let in. */
  run(task: () => Promise<void>): Promise<void> {
    return this.#queue.add(task);
  }

  /** The provider refused a start: wait as long as it says, then go on more slowly. */
  slowDown(now: number, retryAfterMs: number): void {
    const isNews = now >= this.#pausedUntil;
    this.#pausedUntil = Math.max(this.#pausedUntil, now + retryAfterMs);
    // Calls that were under way together are refused together: that says the same thing once.
    if (!isNews) return;
    this.#spacingMs = Math.min(widestSpacingMs, Math.max(firstSpacingMs, this.#spacingMs * 2));
  }

  /** The provider took a start: recover. */
  speedUp(): void {
    this.#spacingMs = this.#spacingMs < firstSpacingMs / 4 ? 0 : this.#spacingMs / 2;
  }
}
