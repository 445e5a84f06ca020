import type { Clock } from '../platform/clock.ts';

interface Timer {
  dueAt: number;
  order: number;
  callback: () => void;
}

/** Lets everything run that is not waiting for time. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.addEventListener('message', () => {
      channel.port1.close();
      resolve();
    });
    channel.port1.start();
    channel.port2.postMessage(undefined);
  });
}

/** A clock whose time passes only when told to, or at once whenever nothing else is left to do. */
export class SimulatedClock implements Clock {
  #now: number;
  #timers: Timer[] = [];
  #order = 0;
  #isBusy = () => false;

  /** @param startAt - Milliseconds since the epoch. */
  constructor(startAt = 1_700_000_000_000) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  setTimer(dueAt: number, callback: () => void): () => void {
    const timer = { dueAt, order: (this.#order += 1), callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Time stands while something is under way that takes time of its own, such as a disk. */
  standWhile(isBusy: () => boolean): void {
    this.#isBusy = isBusy;
  }

  /** Resolves after a time in milliseconds of this clock. */
  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.setTimer(this.#now + delayMs, resolve));
  }

  /** Lets time pass, timer by timer, until the promise has settled; rejects when it never can. */
  async runUntil<Value>(promise: Promise<Value>): Promise<Value> {
    let settled = false;
    const mark = () => {
      settled = true;
    };
    promise.then(mark, mark);
    for (;;) {
      await this.#settle();
      if (settled) return promise;
      if (!this.#fireNext()) {
        await this.#settle();
        if (settled) return promise;
        if (this.#timers.length === 0)
          throw new Error('Nothing is left to do, and the promise is pending.');
      }
    }
  }

  async #settle(): Promise<void> {
    do await settle();
    while (this.#isBusy());
  }

  #fireNext(): boolean {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (
        !next ||
        timer.dueAt < next.dueAt ||
        (timer.dueAt === next.dueAt && timer.order < next.order)
      ) {
        next = timer;
      }
    }
    if (!next) return false;
    const fired = next;
    this.#timers = this.#timers.filter((other) => other !== fired);
    this.#now = Math.max(this.#now, fired.dueAt);
    fired.callback();
    return true;
  }
}
