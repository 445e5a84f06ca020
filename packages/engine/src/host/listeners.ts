import type { Logger } from '../platform/logger.ts';
import type { RunEvent } from '../run/run-events.ts';
import type { RunListener } from './engine.ts';
import type { RunNotice } from './run-notice.ts';

/**
 * Those who listen to a run. Each hears every event in order, even when one of them makes the next
 * event happen; one that throws disturbs neither the run nor the others.
 */
export class Listeners {
  readonly #listeners = new Set<RunListener>();
  readonly #logger: Logger;
  #untold: RunEvent[] = [];
  #telling = false;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(listener: RunListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: RunEvent): void {
    if (this.#listeners.size === 0) return;
    this.#untold.push(event);
    if (this.#telling) return;
    this.#telling = true;
    // The list grows while it is worked off.
    for (const next of this.#untold) this.#call((listener) => listener.onEvent?.(next));
    this.#untold = [];
    this.#telling = false;
  }

  notify(notice: RunNotice): void {
    this.#call((listener) => listener.onNotice?.(notice));
  }

  #call(tell: (listener: RunListener) => void): void {
    for (const listener of this.#listeners) {
      try {
        tell(listener);
      } catch (error) {
        this.#logger.error('A listener of a run failed.', { error: String(error) });
      }
    }
  }
}
