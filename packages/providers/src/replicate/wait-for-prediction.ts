import {
  EngineError,
  isTerminalPrediction,
  sleep,
  type Clock,
  type PredictionProgress,
  type WaitContext,
} from '@catena/engine';
import { readProgress } from '../shared/read-progress.ts';
import { readTextStream } from './read-text-stream.ts';
import type { ApiPrediction } from './replicate-api.ts';
import type { ReplicateTransport } from './replicate-transport.ts';
import { statusOf } from './to-prediction.ts';
import type { WebhookWakes } from './webhook-wakes.ts';

const firstPollMs = 500;
const longestPollMs = 5_000;
/** Where something else says when to look. */
const longestHintedPollMs = 15_000;
/** Of all that wait together: well below the 3000 requests a minute that an account has. */
const sharedPollMs = 25;
const unreachableMs = 10 * 60_000;

export interface WaitingParts {
  transport: ReplicateTransport;
  wakes: WebhookWakes;
  clock: Clock;
  fetch(id: string, signal: AbortSignal): Promise<ApiPrediction>;
  /** Whether a webhook was given for it. */
  isHinted(id: string): boolean;
  /** Something to say once, before all else. */
  takeNotice(api: ApiPrediction): string | undefined;
}

/**
 * Waits for predictions: by stream where they write text, by webhook where there is one, and always
 * by asking, more and more seldom.
 */
export class PredictionWaits {
  readonly #parts: WaitingParts;
  #waiting = 0;

  constructor(parts: WaitingParts) {
    this.#parts = parts;
  }

  /** Resolves to the prediction at its end. Aborting rejects. */
  async wait(id: string, { signal, onProgress }: WaitContext): Promise<ApiPrediction> {
    const ended = new AbortController();
    const stop = AbortSignal.any([signal, ended.signal]);
    const watch = new Watch(onProgress);
    const { wakes } = this.#parts;
    let wake = new AbortController();
    const stopListening = wakes.listen(id, () => wake.abort());
    let streaming = false;
    this.#waiting += 1;
    try {
      let lastSeenAt = this.#parts.clock.now();
      for (let polls = 0; ; polls += 1) {
        signal.throwIfAborted();
        const asked = wake;
        const api = await this.#look(id, { signal, lastSeenAt });
        if (api) {
          lastSeenAt = this.#parts.clock.now();
          watch.saw(api, this.#parts.takeNotice(api));
          if (isTerminalPrediction(statusOf(api))) return api;
          if (!streaming && api.urls?.stream !== undefined) {
            streaming = true;
            void this.#stream(api.urls.stream, { stop, watch }).then(() => wake.abort());
          }
        }
        await sleep(
          this.#parts.clock,
          this.#pause(id, polls),
          AbortSignal.any([signal, asked.signal]),
        );
        if (asked.signal.aborted) wake = new AbortController();
      }
    } finally {
      this.#waiting -= 1;
      stopListening();
      ended.abort();
    }
  }

  #pause(id: string, polls: number): number {
    const longestMs = this.#parts.isHinted(id) ? longestHintedPollMs : longestPollMs;
    const backoffMs = Math.min(longestMs, firstPollMs * 1.4 ** polls);
    return Math.max(backoffMs, this.#waiting * sharedPollMs);
  }

  /** A prediction that is paid for is not given up because the network is away for a while. */
  async #look(
    id: string,
    { signal, lastSeenAt }: { signal: AbortSignal; lastSeenAt: number },
  ): Promise<ApiPrediction | undefined> {
    try {
      return await this.#parts.fetch(id, signal);
    } catch (error) {
      signal.throwIfAborted();
      const again = EngineError.isInstance(error) && error.retryable;
      if (again && this.#parts.clock.now() - lastSeenAt < unreachableMs) return undefined;
      throw error;
    }
  }

  #stream(url: string, { stop, watch }: { stop: AbortSignal; watch: Watch }): Promise<void> {
    const { transport } = this.#parts;
    return readTextStream(url, { transport, signal: stop, onText: (text) => watch.read(text) });
  }
}

/** Tells what is new, and only that. */
class Watch {
  readonly #tell: (progress: PredictionProgress) => void;
  #status: PredictionProgress['status'] = 'starting';
  #isFirst = true;
  #logLength = 0;
  #fraction: number | undefined;

  constructor(tell: (progress: PredictionProgress) => void) {
    this.#tell = tell;
  }

  saw(api: ApiPrediction, notice: string | undefined): void {
    const status = statusOf(api) === 'starting' ? 'starting' : 'processing';
    const changed = this.#isFirst || status !== this.#status;
    this.#isFirst = false;
    this.#status = status;
    const logs = api.logs ?? '';
    const log = `${notice ?? ''}${logs.slice(this.#logLength)}`;
    this.#logLength = Math.max(this.#logLength, logs.length);
    const fraction = readProgress(logs);
    const moved = fraction !== undefined && fraction !== this.#fraction;
    this.#fraction = fraction;
    if (!changed && !moved && log === '') return;
    this.#tell({
      status,
      ...(status === 'starting' && { phase: 'booting' }),
      ...(fraction !== undefined && { fraction }),
      ...(log !== '' && { log }),
    });
  }

  read(text: string): void {
    this.#status = 'processing';
    this.#tell({ status: 'processing', text });
  }
}
