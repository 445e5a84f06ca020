import type { Clock } from '../platform/clock.ts';
import { sleep } from '../platform/sleep.ts';
import type { Lane } from './lane.ts';
import { ReadyHeap } from './ready-heap.ts';

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

/**
 * Feeds the lanes of a process. It decides who is next only when there is a place: interactive
 * before batch (which ages), then run by run in turn, then the longest remaining path.
 *
 * 1. A job starts only when each of its lanes has a place and its rate allows a start now.
 * 2. What is let in starts at once, so that rates hold at the moment of the start.
 */
export class LaneScheduler {
  readonly #clock: Clock;
  readonly #groups = new Map<string, Group>();
  readonly #served = new Map<string, number>();
  #order = 0;
  #turn = 0;
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
    }
    this.#pump();
  }

  /** Forgets the waiting work of a run. */
  removeRun(runId: string): void {
    this.#served.delete(runId);
    for (const group of this.#groups.values()) group.runs.delete(runId);
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
    const key = job.lanes.length === 1 ? job.lanes[0]?.name ?? '' : job.lanes.map((lane) => lane.name).join('|');
    let group = this.#groups.get(key);
    if (!group) this.#groups.set(key, (group = { lanes: job.lanes, runs: new Map() }));
    let heap = group.runs.get(job.runId);
    if (!heap) group.runs.set(job.runId, (heap = new ReadyHeap(stands)));
    return heap;
  }

  #pump(): void {
    this.#wake?.();
    this.#wake = undefined;
    const now = this.#clock.now();
    for (;;) {
      const heap = this.#choose(now);
      const waiting = heap?.pop();
      if (!waiting) break;
      this.#start(waiting.job, now);
    }
    this.#sleep(now);
  }

  #start(job: LaneJob, now: number): void {
    this.#served.set(job.runId, (this.#turn += 1));
    for (const lane of job.lanes) lane.take(now);
    let task = job.start;
    for (const lane of job.lanes) {
      const inner = task;
      task = () => lane.run(inner);
    }
    void task().finally(() => this.#pump());
  }

  /** The heap whose first job is next, among the groups that can start one now. */
  #choose(now: number): ReadyHeap<Waiting> | undefined {
    let best: ReadyHeap<Waiting> | undefined;
    for (const group of this.#groups.values()) {
      if (group.runs.size === 0) continue;
      if (!group.lanes.every((lane) => lane.hasPlace && lane.openAt() <= now)) continue;
      for (const [runId, heap] of group.runs) {
        if (heap.size === 0) group.runs.delete(runId);
        else if (!best || this.#goesFirst(heap, best, now)) best = heap;
      }
    }
    return best;
  }

  #goesFirst(one: ReadyHeap<Waiting>, other: ReadyHeap<Waiting>, now: number): boolean {
    const [first, second] = [one.peek(), other.peek()];
    if (!first || !second) return first !== undefined;
    const urgency = (waiting: Waiting) =>
      waiting.job.interactive || now - waiting.readyAt > ageingMs ? 0 : 1;
    const byUrgency = urgency(first) - urgency(second);
    if (byUrgency !== 0) return byUrgency < 0;
    const turn = (waiting: Waiting) => this.#served.get(waiting.job.runId) ?? 0;
    const byTurn = turn(first) - turn(second);
    return byTurn === 0 ? stands(first, second) : byTurn < 0;
  }

  /** Wakes up when the first rate that holds something back opens. */
  #sleep(now: number): void {
    let openAt = Number.POSITIVE_INFINITY;
    for (const group of this.#groups.values()) {
      const isWaiting = [...group.runs.values()].some((heap) => heap.size > 0);
      if (!isWaiting || !group.lanes.every((lane) => lane.hasPlace)) continue;
      const groupOpenAt = Math.max(...group.lanes.map((lane) => lane.openAt()));
      if (groupOpenAt > now) openAt = Math.min(openAt, groupOpenAt);
    }
    if (openAt < Number.POSITIVE_INFINITY) {
      this.#wake = this.#clock.setTimer(openAt, () => this.#pump());
    }
  }
}
