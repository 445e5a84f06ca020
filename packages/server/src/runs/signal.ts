/** Lets one waiter know that something has changed; news that nobody waited for are kept, once. */
export class Signal {
  #given = false;
  #wake: (() => void) | undefined;

  give(): void {
    this.#given = true;
    this.#wake?.();
  }

  /** Resolves when the signal has been given since it was last taken. */
  async taken(): Promise<void> {
    if (!this.#given) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
    this.#given = false;
  }
}
