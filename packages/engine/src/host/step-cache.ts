import { isArtifactRef } from '../artifact/artifact-ref.ts';
import { cacheKey, changedParts, type CacheMiss } from '../planning/cache-key.ts';
import type { PlannedNode } from '../planning/run-graph.ts';
import type { CacheEntry, KeyParts } from '../prediction/prediction-cache.ts';
import type { SharedResult } from './in-flight.ts';
import type { Runtime } from './runtime.ts';

/** What makes a step equal to others, and what that is made of. */
export interface StepKey {
  key: string;
  parts: KeyParts;
}

/** A step that looks for an answer. */
export interface SoughtStep {
  step: string;
  cached: StepKey;
}

/** Exactly one of the two is called, at once where nothing has to be waited for. */
export interface Finding {
  answer(result: SharedResult): void;
  /** The step has to be computed; it leads those of the same key until {@link StepCache.end}. */
  compute(miss: CacheMiss): void;
}

function artifactsIn(value: unknown): string[] {
  if (isArtifactRef(value)) return [value.$artifact];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(artifactsIn);
}

/** The cache as one run sees it: keys, answers from earlier runs, and steps under way that share a result. */
export class StepCache {
  readonly #runtime: Runtime;
  readonly #options: { runId: string; scope: string; fresh: boolean };

  constructor(runtime: Runtime, options: { runId: string; scope: string; fresh: boolean }) {
    this.#runtime = runtime;
    this.#options = options;
  }

  /** The key of a step; undefined where its result is neither looked for nor kept. */
  keyOf(node: PlannedNode, input: Readonly<Record<string, unknown>>): StepKey | undefined {
    if (!this.#runtime.cache || !node.cacheable) return undefined;
    const account = this.#runtime.providers.find(node.provider ?? '')?.account;
    return cacheKey({ node, account, input });
  }

  /** Finds the result of an equal step, finished or under way. */
  find(sought: SoughtStep, finding: Finding): void {
    const { key } = sought.cached;
    const entry = this.#options.fresh ? undefined : this.#runtime.cache?.get(key);
    if (!entry) {
      this.#lead(sought, finding);
      return;
    }
    const artifacts = artifactsIn(entry.output);
    if (artifacts.length === 0) finding.answer(entry);
    else void this.#answerIfWhole({ sought, finding, entry, artifacts });
  }

  /** Makes a step the one that computes for those of the same key, without looking for an answer. */
  lead({ cached: { key } }: SoughtStep): boolean {
    return this.#runtime.inFlight.lead(key);
  }

  /** Keeps the result of a step for later runs. Failures are never kept, nor are empty outputs. */
  keep({ step, cached: { key, parts } }: SoughtStep, output: Record<string, unknown>): void {
    if (Object.keys(output).length === 0) return;
    const { cache, platform } = this.#runtime;
    const entry = {
      key,
      output,
      runId: this.#options.runId,
      step,
      createdAt: platform.clock.now(),
    };
    try {
      cache?.put(entry, this.#scopeOf(step), parts);
    } catch (error) {
      // A result is not lost for want of a cache.
      platform.logger.warn('A result could not be kept.', { step, error: String(error) });
    }
  }

  /** A step that was to be computed has ended; without an output each follower goes on by itself. */
  end({ step, cached }: SoughtStep, output: Record<string, unknown> | undefined): void {
    const { runId } = this.#options;
    this.#runtime.inFlight.end(cached.key, output && { runId, step, output });
  }

  /** Files may have been deleted since; an answer without them is none. */
  async #answerIfWhole(options: {
    sought: SoughtStep;
    finding: Finding;
    entry: CacheEntry;
    artifacts: readonly string[];
  }): Promise<void> {
    const { sought, finding, entry, artifacts } = options;
    const { cache, artifacts: store } = this.#runtime;
    const facts = await Promise.all(artifacts.map((id) => store.stat(id).catch(() => undefined)));
    if (facts.every((fact) => fact !== undefined)) {
      finding.answer(entry);
      return;
    }
    cache?.delete(entry.key);
    this.#lead(sought, finding);
  }

  #lead(sought: SoughtStep, finding: Finding): void {
    const { inFlight } = this.#runtime;
    if (inFlight.lead(sought.cached.key)) {
      finding.compute(this.#explain(sought));
      return;
    }
    inFlight.follow(sought.cached.key, (result) => {
      if (result) finding.answer(result);
      else this.find(sought, finding);
    });
  }

  #explain({ step, cached: { parts } }: SoughtStep): CacheMiss {
    if (this.#options.fresh) return { kind: 'fresh' };
    const before = this.#runtime.cache?.lastParts(this.#scopeOf(step));
    if (!before) return { kind: 'first-run' };
    const changed = changedParts(before, parts);
    return changed.length > 0 ? { kind: 'changed', changed } : { kind: 'not-kept' };
  }

  #scopeOf(step: string): string {
    return `${this.#options.scope}/${step}`;
  }
}
