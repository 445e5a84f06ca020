import { systemClock, type Clock } from '@catena/engine';

/**
 * The time of limits, deadlines, retention and repetitions. Durations pass `factor` times faster than
 * on the clock of the machine, for tests of clients; moments are those of the machine.
 */
export interface FastClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds on the clock of the machine that a duration takes. */
  real(durationMs: number): number;
  /** Milliseconds of this clock that have passed since a moment. */
  since(moment: number): number;
  /** Calls back once, after a duration; returns its cancel. */
  after(durationMs: number, callback: () => void): () => void;
}

/** @param factor - 1 is the pace of the machine. */
export function createFastClock(factor: number, clock: Clock = systemClock): FastClock {
  const real = (durationMs: number): number => durationMs / factor;
  return {
    now: () => clock.now(),
    real,
    since: (moment) => (clock.now() - moment) * factor,
    after: (durationMs, callback) => clock.setTimer(clock.now() + real(durationMs), callback),
  };
}
