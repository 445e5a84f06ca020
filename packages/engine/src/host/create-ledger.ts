import { createDeferred, type Deferred } from '../platform/deferred.ts';

const rememberedMs = 60 * 60_000;
const prunedAbove = 10_000;

/** Whose a prediction is, and since when; milliseconds since the epoch. */
interface Claim {
  runId: string;
  at: number;
}

interface EqualCreates {
  underWay: number;
  /** Resolves when none is under way any more; there while somebody waits for that. */
  idle: Deferred<void> | undefined;
  reconciling: Promise<void> | undefined;
}

/**
 * What a process knows of the predictions that it creates, so that one whose answer was lost can be
 * told from those of other steps.
 *
 * 1. An id belongs to the call that was answered with it, or that found it first.
 * 2. While one call looks for its prediction, no equal call is under way: what is found and not
 *    claimed is nobody else's.
 */
export class CreateLedger {
  readonly #claimed = new Map<string, Map<string, Claim>>();
  readonly #creates = new Map<string, EqualCreates>();

  /** Ids of a provider that belong to calls of this process. */
  claimed(provider: string): ReadonlySet<string> {
    return new Set(this.#claimed.get(provider)?.keys());
  }

  claim(provider: string, id: string, claim: Claim): void {
    let ids = this.#claimed.get(provider);
    if (!ids) this.#claimed.set(provider, (ids = new Map()));
    ids.set(id, claim);
    if (ids.size <= prunedAbove) return;
    for (const [old, { at }] of ids) {
      if (claim.at - at < rememberedMs) break;
      ids.delete(old);
    }
  }

  /** Forgets the claims of a run: what was kept of it says which are its own. */
  forget(runId: string): void {
    for (const ids of this.#claimed.values()) {
      for (const [id, claim] of ids) if (claim.runId === runId) ids.delete(id);
    }
  }

  /** Makes a call, not while an equal one is being looked for. @param body - Equal for equal calls. */
  async create<Result>(body: string, call: () => Promise<Result>): Promise<Result> {
    let creates = this.#of(body);
    while (creates.reconciling) {
      await creates.reconciling;
      creates = this.#of(body);
    }
    creates.underWay += 1;
    try {
      return await call();
    } finally {
      creates.underWay -= 1;
      if (creates.underWay === 0) creates.idle?.resolve();
      this.#release(body, creates);
    }
  }

  /** Looks for what became of a call, once the equal ones have been answered. */
  async reconcile<Result>(body: string, look: () => Promise<Result>): Promise<Result> {
    let creates = this.#of(body);
    while (creates.reconciling) {
      await creates.reconciling;
      creates = this.#of(body);
    }
    const done = createDeferred<void>();
    creates.reconciling = done.promise;
    try {
      if (creates.underWay > 0) {
        creates.idle = createDeferred<void>();
        await creates.idle.promise;
      }
      return await look();
    } finally {
      creates.idle = undefined;
      creates.reconciling = undefined;
      done.resolve();
      this.#release(body, creates);
    }
  }

  #of(body: string): EqualCreates {
    let creates = this.#creates.get(body);
    if (!creates) {
      creates = { underWay: 0, idle: undefined, reconciling: undefined };
      this.#creates.set(body, creates);
    }
    return creates;
  }

  #release(body: string, creates: EqualCreates): void {
    const isUnused = creates.underWay === 0 && !creates.reconciling;
    if (isUnused && this.#creates.get(body) === creates) this.#creates.delete(body);
  }
}
