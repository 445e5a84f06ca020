import type { RunEvent, RunNotice } from '@catena/engine';
import { NoticeBuffer } from './notice-buffer.ts';
import type { FollowedRun } from './run-service.ts';
import { Signal } from './signal.ts';

/** What a follower is told. */
export type RunMessage =
  | { type: 'event'; event: RunEvent }
  | { type: 'notice'; notice: RunNotice }
  /** Nothing has happened for a while. */
  | { type: 'heartbeat' }
  /** The run has ended, and all of its events have been told. */
  | { type: 'end' };

/** Settings of {@link RunFollower}. */
export interface FollowOptions {
  /** Number of the last event that is known already. */
  after: number;
  /** @defaultValue 15 000 */
  heartbeatMs?: number;
  /** Time in which notices are gathered and merged. @defaultValue 50 */
  gatherMs?: number;
}

/** Events that wait for the reader; more are fetched as they are read. */
const mostWaiting = 256;

/**
 * Tells one reader of a run.
 *
 * 1. Every event after the given one is told once, in order, whether it was kept or is live.
 * 2. What waits for a slow reader is bounded: events are fetched as fast as they are read, notices
 *    are merged.
 */
export class RunFollower {
  readonly #run: FollowedRun;
  readonly #after: number;
  readonly #gatherMs: number;
  readonly #notices = new NoticeBuffer();
  readonly #news = new Signal();
  readonly #room = new Signal();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #stopListening: () => void;
  #events: RunEvent[] = [];
  #gathering: NodeJS.Timeout | undefined;
  #noticesAreDue = false;
  #isQuiet = false;
  #ended = false;
  #closed = false;
  #failure: { error: unknown } | undefined;

  constructor(run: FollowedRun, options: FollowOptions) {
    this.#run = run;
    this.#after = options.after;
    this.#gatherMs = options.gatherMs ?? 50;
    this.#stopListening = run.live
      ? run.live.subscribe({ onNotice: (notice) => this.#gather(notice) })
      : () => {};
    this.#heartbeat = setInterval(() => {
      this.#isQuiet = true;
      this.#news.give();
    }, options.heartbeatMs ?? 15_000).unref();
    void this.#fetch();
  }

  /** What is to be told now, at least one message; undefined when nothing follows. */
  async next(): Promise<RunMessage[] | undefined> {
    for (;;) {
      if (this.#closed) return undefined;
      const messages = this.#take();
      if (messages.length > 0) return messages;
      if (this.#failure) throw this.#failure.error;
      if (this.#ended) {
        this.close();
        return [{ type: 'end' }];
      }
      await this.#news.taken();
    }
  }

  /** The reader is gone, or is to go. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopListening();
    clearInterval(this.#heartbeat);
    clearTimeout(this.#gathering);
    this.#news.give();
    this.#room.give();
  }

  #take(): RunMessage[] {
    const messages: RunMessage[] = this.#events.map((event) => ({ type: 'event', event }));
    this.#events = [];
    this.#room.give();
    if (this.#noticesAreDue) {
      this.#noticesAreDue = false;
      for (const notice of this.#notices.take()) messages.push({ type: 'notice', notice });
    }
    if (messages.length === 0 && this.#isQuiet) messages.push({ type: 'heartbeat' });
    this.#isQuiet = false;
    return messages;
  }

  #gather(notice: RunNotice): void {
    this.#notices.add(notice);
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#noticesAreDue = true;
      this.#news.give();
    }, this.#gatherMs).unref();
  }

  async #fetch(): Promise<void> {
    try {
      for await (const event of this.#run.events(this.#after)) {
        while (this.#events.length >= mostWaiting && !this.#closed) await this.#room.taken();
        if (this.#closed) return;
        this.#events.push(event);
        this.#news.give();
      }
      this.#ended = true;
    } catch (error) {
      this.#failure = { error };
    }
    this.#news.give();
  }
}
