import type { Clock } from '../platform/clock.ts';
import { sleep } from '../platform/sleep.ts';
import type { Lane } from './lane.ts';
import { ReadyHeap } from './ready-heap.ts';

// Work that never waits would keep timers, signals and requests of the process from being seen.
const longestTurnMs = 25;

// Batch work that has waited this long goes before interactive work that has not.
const ageingMs = 30_000;

/** Work that is ready and waits for a place in its lanes. */
export interface LaneJob {
  lanes: readonly Lane[];
  runId: string;
  /** A person is waiting. */
  interactive: boolean;
  /** Milliseconds of work that hang on it, itself included: the longest path goes first. */
  remainingMs: number;
  /** Called when there is a place; the place is free again when the promise has settled. Never rejects. */
  start(): Promise<void>;
}

interface Waiting {
  job: LaneJob;
  readyAt: number;
  order: number;
}

/** Jobs that wait for the same lanes, by run. */
interface Group {
  lanes: readonly Lane[];
  runs: Map<string, ReadyHeap<Waiting>>;
}

function stands(one: Waiting, other: Waiting): boolean {
  const difference = one.job.remainingMs - other.job.remainingMs;
  return difference === 0 ? one.order < other.order : difference > 0;
}

function urgencyOf({ job, readyAt }: Waiting, now: number): number {
  return job.interactive || now - readyAt > ageingMs ? 0 : 1;
}

function hasPlaces(lanes: readonly Lane[]): boolean {
  for (const lane of lanes) if (!lane.hasPlace) return false;
  return true;
}

function isOpen(lanes: readonly Lane[], now: number): boolean {
  for (const lane of lanes) if (lane.openAt() > now) return false;
  return true;
}

function isWaiting({ runs }: Group): boolean {
  for (const heap of runs.values()) if (heap.size > 0) return true;
  return false;
}

/** Runs a job inside its lanes, from the last to the first; it ends when it has left them all. */
function runThrough(job: LaneJob, last: number): Promise<void> {
  const lane = job.lanes[last];
  return lane ? lane.run(() => runThrough(job, last - 1)) : job.start();
}

/**
 * Feeds the lanes of a process. It decides who is next only when there is a place: interactive
 * before batch (which ages), then run by run in turn, then the longest remaining path.
 *
 * 1. A job starts only when each of its lanes has a place and its rate allows a start now.
 * 2. What is let in starts at once; that rates hold for the calls it makes is seen to where they are made.
 */
export class LaneScheduler {
  readonly #clock: Clock;
  /** By their lanes: of one set of lanes there is one list. */
  readonly #groups = new Map<readonly Lane[], Group>();
  readonly #served = new Map<string, number>();
  /** Starts what the end of a job makes room for. */
  readonly #onEnd = () => this.#pump();
  /** Jobs in all heaps. */
  #waiting = 0;
  #order = 0;
  #turn = 0;
  #turnBegan = Number.NEGATIVE_INFINITY;
  #wake: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds ready work and starts what can start. */
  add(jobs: readonly LaneJob[]): void {
    const readyAt = this.#clock.now();
    for (const job of jobs) {
      const heap = this.#heapOf(job);
      heap.push({ job, readyAt, order: (this.#order += 1) });
      this.#waiting += 1;
    }
    this.#pump();
  }

  /** Starts what can start now that limits have changed. */
  reconsider(): void {
    this.#pump();
  }

  /** How many jobs wait for a place in a lane, among others. */
  waitingFor(lane: Lane): number {
    let count = 0;
    for (const { lanes, runs } of this.#groups.values()) {
      if (!lanes.includes(lane)) continue;
      for (const heap of runs.values()) count += heap.size;
    }
    return count;
  }

  /** Forgets the waiting work of a run. */
  removeRun(runId: string): void {
    this.#served.delete(runId);
    for (const { runs } of this.#groups.values()) {
      this.#waiting -= runs.get(runId)?.size ?? 0;
      runs.delete(runId);
    }
  }

  /** Resolves at a moment when each lane lets another start pass, and notes that start. */
  async passGates(lanes: readonly Lane[], signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      const openAt = Math.max(...lanes.map((lane) => lane.openAt()));
      if (openAt <= now || signal.aborted) break;
      await sleep(this.#clock, openAt - now, signal);
    }
    const now = this.#clock.now();
    for (const lane of lanes) lane.take(now);
  }

  #heapOf(job: LaneJob): ReadyHeap<Waiting> {
    let group = this.#groups.get(job.lanes);
    if (!group) this.#groups.set(job.lanes, (group = { lanes: job.lanes, runs: new Map() }));
    let heap = group.runs.get(job.runId);
    if (!heap) group.runs.set(job.runId, (heap = new ReadyHeap(stands)));
    return heap;
  }

  #pump(): void {
    this.#wake?.();
    this.#wake = undefined;
    if (this.#waiting === 0) return;
    const now = this.#clock.now();
    if (now - this.#turnBegan > longestTurnMs) {
      this.#wake = this.#clock.setTimer(now, () => this.#beginTurn());
      return;
    }
    while (this.#waiting > 0) {
      const next = this.#choose(now)?.pop();
      if (!next) break;
      this.#waiting -= 1;
      this.#start(next.job, now);
    }
    if (this.#waiting > 0) this.#sleep(now);
  }

  /** The rest of the process has had its turn. */
  #beginTurn(): void {
    this.#turnBegan = this.#clock.now();
    this.#pump();
  }

  #start(job: LaneJob, now: number): void {
    this.#served.set(job.runId, (this.#turn += 1));
    for (const lane of job.lanes) lane.take(now);
    void runThrough(job, job.lanes.length - 1).then(this.#onEnd);
  }

  /** The heap whose first job is next, among the groups that can start one now. */
  #choose(now: number): ReadyHeap<Waiting> | undefined {
    let best: ReadyHeap<Waiting> | undefined;
    for (const group of this.#groups.values()) {
      if (!hasPlaces(group.lanes) || !isOpen(group.lanes, now)) continue;
      for (const heap of group.runs.values()) {
        if (heap.size > 0 && (!best || this.#goesFirst(heap, best, now))) best = heap;
      }
    }
    return best;
  }

  #goesFirst(one: ReadyHeap<Waiting>, other: ReadyHeap<Waiting>, now: number): boolean {
    const [first, second] = [one.peek(), other.peek()];
    if (!first || !second) return first !== undefined;
    const byUrgency = urgencyOf(first, now) - urgencyOf(second, now);
    if (byUrgency !== 0) return byUrgency < 0;
    const byTurn = this.#turnOf(first) - this.#turnOf(second);
    return byTurn === 0 ? stands(first, second) : byTurn < 0;
  }

  #turnOf({ job }: Waiting): number {
    return this.#served.get(job.runId) ?? 0;
  }

  /** Wakes up when the first rate that holds something back opens. */
  #sleep(now: number): void {
    let openAt = Number.POSITIVE_INFINITY;
    for (const group of this.#groups.values()) {
      if (!hasPlaces(group.lanes) || !isWaiting(group)) continue;
      const groupOpenAt = Math.max(...group.lanes.map((lane) => lane.openAt()));
      if (groupOpenAt > now) openAt = Math.min(openAt, groupOpenAt);
    }
    if (openAt < Number.POSITIVE_INFINITY) {
      this.#wake = this.#clock.setTimer(openAt, () => this.#pump());
    }
  }
}
