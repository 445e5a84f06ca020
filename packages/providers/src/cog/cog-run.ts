/**
 * One prediction on its way through a container. Cog has no way to ask for a prediction, so:
 *
 * 1. Its id is ours and every request is a `PUT` of it; what a container runs is never started twice.
 * 2. Who waits holds the connection: a stream where the model streams, a callback where there is an
 *    address for it, else the answer itself. Without a callback the container ends what nobody listens to.
 * 3. To look for a prediction we send an input that no container accepts: it can find, never start. A
 *    valid `PUT` is not repeated once the container may have seen it, for one that ended would run again.
 */
import {
  EngineError,
  toErrorRecord,
  type Clock,
  type Prediction,
  type PredictionMetrics,
} from '@catena/engine';
import type { CallbackAddresses } from '../shared/callback-addresses.ts';
import { createDeferred } from '../shared/deferred.ts';
import { pause } from '../shared/pause.ts';
import { readProgress } from '../shared/read-progress.ts';
import type { TrackedPrediction } from '../shared/tracked-prediction.ts';
import { parseState, type CogAnswer, type CogApi, type CogBody, type CogState } from './cog-api.ts';
import { cogError, toConnectionError } from './cog-error.ts';
import type { CogTiming } from './cog-timing.ts';
import { readCogStream } from './read-cog-stream.ts';
import { waitForBoot } from './wait-for-boot.ts';
import { waitForCallback } from './wait-for-callback.ts';

export interface CogRunParts {
  api: CogApi;
  record: TrackedPrediction;
  body: CogBody;
  clock: Clock;
  timing: CogTiming;
  callbacks: CallbackAddresses | undefined;
}

export class CogRun {
  readonly #parts: CogRunParts;
  readonly #cancellation = new AbortController();
  readonly #accepted = createDeferred<void>();
  /** From then on what goes wrong is the prediction's end, not a refusal of its creation. */
  #isCreated = false;
  #bootMs = 0;
  #queueMs = 0;

  constructor(parts: CogRunParts) {
    this.#parts = parts;
    parts.record.onEnd(() => this.#cancellation.abort());
  }

  /** Resolves when the container took the prediction or still boots; rejects when it refused. */
  async start(isReady: boolean): Promise<void> {
    void this.#follow(isReady);
    try {
      if (isReady) await this.#accepted.promise;
    } finally {
      this.#isCreated = true;
    }
  }

  async cancel(status: 'canceled' | 'aborted'): Promise<void> {
    const { api, record, clock, timing } = this.#parts;
    if (record.hasEnded) return;
    const isKnown = await api.cancel(record.id).catch((error: unknown) => {
      // Unless it was to call back, a container ends what nobody listens to.
      if (this.#parts.callbacks !== undefined && record.status === 'processing') throw error;
      return true;
    });
    if (!isKnown && record.status === 'processing')
      await pause(clock, timing.endingMs, this.#cancellation.signal);
    record.end({ status });
  }

  async #follow(isReady: boolean): Promise<void> {
    const { record } = this.#parts;
    try {
      const state = await this.#run(isReady);
      record.end(this.#toEnding(state));
    } catch (error) {
      this.#accepted.reject(error);
      record.end({ status: 'failed', error: toErrorRecord(error) });
    }
  }

  async #run(isReady: boolean): Promise<CogState> {
    let mustBoot = !isReady;
    for (;;) {
      if (mustBoot) await this.#boot();
      try {
        return await this.#sendSoon();
      } catch (error) {
        if (!this.#isCreated || !EngineError.isInstance(error) || error.effect !== 'none')
          throw error;
        mustBoot = error.code === 'provider-unavailable';
        if (mustBoot) continue;
        if (error.code !== 'rate-limited') throw error;
        await this.#queue(error.retryAfterMs ?? this.#parts.timing.pollMs);
      }
    }
  }

  async #boot(): Promise<void> {
    const { api, record, clock, timing } = this.#parts;
    const begin = clock.now();
    await waitForBoot(api, { record, clock, timing, signal: this.#cancellation.signal });
    this.#bootMs += clock.now() - begin;
    record.setVersion((await api.facts()).version);
  }

  async #queue(delayMs: number): Promise<void> {
    const { record, clock } = this.#parts;
    record.tell({ status: 'starting', phase: 'waiting for a place in the container' });
    await pause(clock, delayMs, this.#cancellation.signal);
    this.#queueMs += delayMs;
    this.#cancellation.signal.throwIfAborted();
  }

  /** An answer comes when the prediction ends, a refusal at once: who is not refused for a moment runs. */
  async #sendSoon(): Promise<CogState> {
    const { clock, timing } = this.#parts;
    const cancelTimer = clock.setTimer(clock.now() + timing.acceptMs, () => this.#begin());
    try {
      return await this.#send();
    } finally {
      cancelTimer();
    }
  }

  async #send(): Promise<CogState> {
    const { api, body, callbacks } = this.#parts;
    const { signal } = this.#cancellation;
    if (api.streams !== false) {
      const answer = await api.put(body, { accept: 'text/event-stream' }, signal);
      if (answer.status !== 406) {
        api.streams = answer.isStream;
        return answer.isStream ? this.#readStream(answer) : this.#readAnswer(answer);
      }
      api.streams = false;
      await answer.body.dump();
    }
    if (callbacks === undefined) return this.#readAnswer(await api.put(body, {}, signal));
    return waitForCallback({
      ...this.#parts,
      callbacks,
      signal,
      onAccepted: () => this.#begin(),
      onLog: (text) => this.#tellLog(text),
    });
  }

  async #readAnswer(answer: CogAnswer): Promise<CogState> {
    const { api } = this.#parts;
    if (answer.status === 200) this.#begin();
    const state = await api.readState(answer);
    if (answer.status === 200) {
      if (state.logs) this.#tellLog(state.logs);
      return state;
    }
    throw lost(api);
  }

  async #readStream(answer: CogAnswer): Promise<CogState> {
    const { api, record } = this.#parts;
    const listener = {
      onStart: () => this.#begin(),
      onLog: (text: string) => this.#tellLog(text),
      onOutput: (chunk: unknown) => {
        if (typeof chunk !== 'string' || chunk.startsWith('data:')) return;
        record.tell({ status: 'processing', text: chunk });
      },
    };
    this.#begin();
    let current: CogAnswer | undefined = answer;
    let heard = 0;
    while (current?.isStream) {
      const end = await readCogStream(current, listener, heard);
      if ('completed' in end) return parseState(api.place, end.completed);
      this.#cancellation.signal.throwIfAborted();
      heard = Math.max(heard, end.brokenAfter);
      // The container may not have noticed yet that nobody listens.
      current = await api.find(record.id, { accept: 'text/event-stream' });
    }
    throw lost(api);
  }

  #begin(): void {
    this.#accepted.resolve();
    this.#parts.record.tell({ status: 'processing' });
  }

  #tellLog(log: string): void {
    const fraction = readProgress(log);
    const progress = fraction === undefined ? {} : { fraction };
    this.#parts.record.tell({ status: 'processing', log, ...progress });
  }

  #toEnding(state: CogState): Pick<Prediction, 'status' | 'output' | 'error' | 'metrics'> {
    const metrics = this.#metrics(state);
    if (state.status === 'succeeded') return { status: 'succeeded', output: state.output, metrics };
    if (state.status === 'canceled') return { status: 'canceled', metrics };
    const { model } = this.#parts.api.place;
    const text = state.error ?? 'it gave no reason';
    const failure = cogError({ code: 'prediction-failed', message: `${model} failed: ${text}` });
    return { status: 'failed', error: toErrorRecord(failure), metrics };
  }

  #metrics({ metrics }: CogState): PredictionMetrics {
    const seconds = metrics?.['predict_time'];
    return {
      queueMs: this.#queueMs,
      bootMs: this.#bootMs,
      ...(typeof seconds === 'number' ? { predictMs: Math.round(seconds * 1000) } : {}),
    };
  }
}

function lost(api: CogApi): EngineError {
  return toConnectionError(api.place, undefined);
}
