/** A result that steps of the same key share. */
export interface SharedResult {
  runId: string;
  step: string;
  output: Record<string, unknown>;
}

/** Steps under way by cache key: one computes, the others of the same key wait for it. */
export class InFlight {
  readonly #leaders = new Map<string, ((result: SharedResult | undefined) => void)[]>();

  /** Makes the caller the one who computes, unless somebody already does. */
  lead(key: string): boolean {
    if (this.#leaders.has(key)) return false;
    this.#leaders.set(key, []);
    return true;
  }

  /** Calls back with the result, or with undefined when there is none. */
  follow(key: string, onEnd: (result: SharedResult | undefined) => void): void {
    this.#leaders.get(key)?.push(onEnd);
  }

  /** The one who computes has ended; without a result each follower goes on by itself. */
  end(key: string, result: SharedResult | undefined): void {
    const followers = this.#leaders.get(key);
    this.#leaders.delete(key);
    for (const onEnd of followers ?? []) onEnd(result);
  }
}
