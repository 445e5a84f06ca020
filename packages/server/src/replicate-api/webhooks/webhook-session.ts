/**
 * The webhooks of one prediction.
 *
 * 1. One is sent at a time, in order; what has not been sent when something newer is known is left out.
 * 2. `start` and `completed` are always sent; `output` and `logs` at most once in 500 ms.
 * 3. Only `completed` is tried again, until about a minute after it was first.
 */
import type { PredictionRecord, WebhookEvent } from '../store/prediction-record.ts';
import type { FastClock } from '../time/fast-clock.ts';

export interface WebhookSessionParts {
  clock: FastClock;
  /** Makes the body of a webhook from the prediction as it is now. */
  write(record: PredictionRecord): string;
  /** Tries to deliver; resolves to whether it was taken. Never rejects. */
  post(id: string, body: string): Promise<boolean>;
  newId(): string;
}

interface Message {
  body: string;
  isLast: boolean;
  mayBeLeftOut: boolean;
}

/** Where no filter says otherwise. */
const defaultEvents: readonly WebhookEvent[] = ['output', 'completed'];

const throttleMs = 500;
const retryDelaysMs: readonly number[] = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

export class WebhookSession {
  readonly #parts: WebhookSessionParts;
  readonly #wanted: ReadonlySet<WebhookEvent>;
  readonly #queue: Message[] = [];
  #lastSentAt = Number.NEGATIVE_INFINITY;
  #cancelThrottle: (() => void) | undefined;
  #cancelRetry: (() => void) | undefined;
  #isClosed = false;
  #pumping: Promise<void> | undefined;

  constructor(parts: WebhookSessionParts, events: readonly WebhookEvent[] = defaultEvents) {
    this.#parts = parts;
    this.#wanted = new Set(events);
  }

  /** Resolves when nothing is left to be sent. */
  get idle(): Promise<void> {
    return this.#pumping ?? Promise.resolve();
  }

  tell(event: WebhookEvent, record: PredictionRecord): void {
    if (event === 'completed') this.#endThrottle();
    if (!this.#wanted.has(event)) return;
    const isThrottled = event === 'output' || event === 'logs';
    if (isThrottled) this.#throttle(record);
    else this.#send(record, event === 'completed');
  }

  /** Nothing is tried again from here on; what is on its way may arrive. */
  close(): void {
    this.#isClosed = true;
    this.#endThrottle();
    this.#cancelRetry?.();
  }

  #throttle(record: PredictionRecord): void {
    if (this.#cancelThrottle) return;
    const { clock } = this.#parts;
    const waitMs = throttleMs - clock.since(this.#lastSentAt);
    const send = () => {
      this.#cancelThrottle = undefined;
      this.#lastSentAt = clock.now();
      this.#send(record, false, true);
    };
    if (waitMs <= 0) send();
    else this.#cancelThrottle = clock.after(waitMs, send);
  }

  #endThrottle(): void {
    this.#cancelThrottle?.();
    this.#cancelThrottle = undefined;
  }

  #send(record: PredictionRecord, isLast: boolean, mayBeLeftOut = false): void {
    const message = { body: this.#parts.write(record), isLast, mayBeLeftOut };
    if (this.#queue.at(-1)?.mayBeLeftOut) this.#queue.pop();
    this.#queue.push(message);
    this.#pumping ??= this.#pump();
  }

  async #pump(): Promise<void> {
    for (let message = this.#queue.shift(); message; message = this.#queue.shift()) {
      const id = this.#parts.newId();
      const { body } = message;
      const taken = await this.#parts.post(id, body);
      if (!taken && message.isLast) await this.#tryAgain(id, body);
    }
    this.#pumping = undefined;
  }

  async #tryAgain(id: string, body: string): Promise<void> {
    for (const delayMs of retryDelaysMs) {
      if (this.#isClosed) return;
      await new Promise<void>((resolve) => {
        const cancelTimer = this.#parts.clock.after(delayMs, resolve);
        this.#cancelRetry = () => {
          cancelTimer();
          resolve();
        };
      });
      if (this.#isClosed || (await this.#parts.post(id, body))) return;
    }
  }
}
