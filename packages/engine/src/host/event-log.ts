import type { RunEvent } from '../run/run-events.ts';

/** The events of a run in this process, for any number of readers, each from the first event on. */
export class EventLog {
  readonly #events: RunEvent[] = [];
  #ended = false;
  #wake: (() => void)[] = [];

  push(event: RunEvent): void {
    this.#events.push(event);
    this.#wakeAll();
  }

  /** No event follows. */
  end(): void {
    this.#ended = true;
    this.#wakeAll();
  }

  async *read(): AsyncGenerator<RunEvent> {
    for (let index = 0; ;) {
      const event = this.#events[index];
      if (event) {
        yield event;
        index += 1;
      } else if (this.#ended) return;
      else await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  #wakeAll(): void {
    if (this.#wake.length === 0) return;
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }
}
