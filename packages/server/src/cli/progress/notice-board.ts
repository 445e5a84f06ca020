import type { CacheMiss, RunEvent, StepTimes, RunNotice } from '@catena/engine';

type Progress = Extract<RunNotice, { type: 'progress' }>;
type Pause = Extract<RunNotice, { type: 'lane-paused' }>;

/** The node that a step belongs to: `upscale[2,0]` is one of `upscale`. */
export function nodeOf(step: string): string {
  const bracket = step.indexOf('[');
  return bracket < 0 ? step : step.slice(0, bracket);
}

/** Where the time of a node's steps went, added up. */
export type NodeTimes = StepTimes;

/** Remembers what was last said of each node beside its steps' states. */
export class NoticeBoard {
  readonly #progress = new Map<string, Map<string, Progress>>();
  readonly #misses = new Map<string, CacheMiss>();
  readonly #times = new Map<string, NodeTimes>();
  readonly #pauses = new Map<string, Pause>();

  addNotice(notice: RunNotice): void {
    if (notice.type === 'progress') {
      const node = nodeOf(notice.step);
      const steps = this.#progress.get(node) ?? new Map<string, Progress>();
      this.#progress.set(node, steps.set(notice.step, notice));
    }
    if (notice.type === 'cache-miss') this.#misses.set(nodeOf(notice.step), notice.miss);
    if (notice.type === 'lane-paused') this.#pauses.set(notice.lane, notice);
  }

  addEvent(event: RunEvent): void {
    if (!('step' in event) || event.type === 'step.started') return;
    const node = nodeOf(event.step);
    if (event.type === 'step.intent' || event.type === 'step.prediction') return;
    this.#progress.get(node)?.delete(event.step);
    if ('times' in event && event.times) this.#addTimes(node, event.times);
  }

  /** What a step of the node that is under way said last: of several, the one that is furthest. */
  progressOf(node: string): Progress | undefined {
    let furthest: Progress | undefined;
    for (const notice of this.#progress.get(node)?.values() ?? []) {
      if (!furthest || (notice.fraction ?? 0) > (furthest.fraction ?? 0)) furthest = notice;
    }
    return furthest;
  }

  /** How far the node's steps under way are, added up: 1.5 is one and a half steps. */
  fractionOf(node: string): number {
    let sum = 0;
    for (const notice of this.#progress.get(node)?.values() ?? []) {
      if (notice.status === 'processing') sum += notice.fraction ?? 0;
    }
    return sum;
  }

  missOf(node: string): CacheMiss | undefined {
    return this.#misses.get(node);
  }

  timesOf(node: string): NodeTimes | undefined {
    return this.#times.get(node);
  }

  /** Lanes that wait at a time, in milliseconds since the epoch. */
  pausesAt(nowMs: number): Pause[] {
    return [...this.#pauses.values()].filter((pause) => pause.untilMs > nowMs);
  }

  #addTimes(node: string, times: NodeTimes): void {
    const sum = this.#times.get(node) ?? { queueMs: 0, bootMs: 0, runMs: 0, transferMs: 0 };
    this.#times.set(node, {
      queueMs: sum.queueMs + times.queueMs,
      bootMs: sum.bootMs + times.bootMs,
      runMs: sum.runMs + times.runMs,
      transferMs: sum.transferMs + times.transferMs,
    });
  }
}
