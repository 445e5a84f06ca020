import { EngineError } from '../errors/engine-error.ts';
import type { ErrorRecord } from '../errors/error-record.ts';
import type { ChosenPart } from '../planning/choose-part.ts';
import { findStale, type RunSubject } from '../planning/find-stale.ts';
import type { RunGraph } from '../planning/run-graph.ts';
import { RunCore } from '../run/run-core.ts';
import type { NewRunEvent, RunBasis, RunEvent } from '../run/run-events.ts';
import type { RunStore } from '../run/run-store.ts';
import type { Step } from '../run/branch.ts';

const mostNamed = 3;
/** No attempt comes after this one. */
const lastAttempt = Number.MAX_SAFE_INTEGER;

/** Runs that start from one another are followed back this far. */
const longestChain = 20;

interface EarlierRun extends RunSubject {
  core: RunCore;
  /** The run that it started from itself. */
  before: string | undefined;
}

async function readRun(runs: RunStore, runId: string): Promise<EarlierRun> {
  let earlier: EarlierRun | undefined;
  for await (const event of runs.read(runId)) {
    if (event.type === 'run.created') {
      const { graph, failFast, workflow, inputs, basis } = event;
      const core = new RunCore({ runId, graph, failFast });
      earlier = { core, workflow, inputs, before: basis?.runId };
    }
    earlier?.core.apply(event);
  }
  if (earlier) return earlier;
  throw new EngineError({
    code: 'basis-not-found',
    message: `There is no run "${runId}" to take results from.`,
    hint: 'It may have been deleted. Run the whole workflow, or name another run.',
  });
}

/** The node of the workflow itself that an inner node, or a step of one, belongs to. */
function topLevel(id: string): string {
  return id.split(/[[/]/, 1)[0] ?? '';
}

function missing(steps: readonly string[], runId: string): EngineError {
  const named = steps
    .slice(0, mostNamed)
    .map((step) => `"${step}"`)
    .join(', ');
  const more = steps.length > mostNamed ? ` and ${steps.length - mostNamed} more` : '';
  return new EngineError({
    code: 'missing-basis-result',
    message: `The run ${runId} has no result of ${named}${more}, which this run would take from it.`,
    hint: 'Run to there first, or from a node before it, or take another run as the basis.',
    details: { runId, steps: steps.slice(0, 100) },
  });
}

/**
 * The nodes of the workflow that a run computed or took over; those of inner workflows are not told.
 *
 * @throws EngineError `basis-not-found`.
 */
export async function nodesOf(runs: RunStore, runId: string): Promise<string[]> {
  const { core } = await readRun(runs, runId);
  return [...new Set(core.graph.nodes.map(({ id }) => topLevel(id)))];
}

/** What a run takes from earlier ones, step by step. */
export class BasisResults {
  readonly #basis: RunBasis;
  readonly #runs: ReadonlyMap<string, EarlierRun>;

  private constructor(basis: RunBasis, runs: ReadonlyMap<string, EarlierRun>) {
    this.#basis = basis;
    this.#runs = runs;
  }

  /** @throws EngineError `basis-not-found`. */
  static async read(runs: RunStore, basis: RunBasis): Promise<BasisResults> {
    const ids = new Set(Object.values(basis.given));
    if (basis.runId !== undefined) ids.add(basis.runId);
    const read = new Map<string, EarlierRun>();
    for (const id of ids) read.set(id, await readRun(runs, id));
    // Of a run that was only a part, the rest is in the run that it started from.
    for (let at = 0, next = [...read.values()]; at < longestChain && next.length > 0; at += 1) {
      const wanted = new Set(next.flatMap(({ before }) => before ?? []));
      next = [];
      for (const id of wanted) {
        const earlier = read.has(id) ? undefined : await readRun(runs, id).catch(() => undefined);
        if (!earlier) continue;
        read.set(id, earlier);
        next.push(earlier);
      }
    }
    return new BasisResults(basis, read);
  }

  /** Ids of the given nodes that have been edited since. */
  staleIn(subject: RunSubject): string[] {
    return findStale(subject, new Map(Object.entries(this.#basis.given)), this.#runs);
  }

  /**
   * What becomes of a step that is ready without computing it; undefined where it is computed.
   */
  eventOf(step: Step): NewRunEvent | undefined {
    const wanted = this.#basis.given[topLevel(step.id)];
    if (wanted === undefined) return undefined;
    const runId = this.#withNode(wanted, step);
    const found = this.#runs.get(runId)?.core.step(step.id);
    if (found?.output) {
      const from = { runId, step: step.id };
      const draws = found.draws && { draws: found.draws };
      return { type: 'step.cached', step: step.id, output: found.output, from, ...draws };
    }
    if (this.#basis.lenient) return undefined;
    // A failure that its node accepted leaves the same hole again.
    const isAccepted = step.node.plan.onItemError === 'skip' || step.node.plan.contained;
    const error: ErrorRecord =
      found?.error && isAccepted ? found.error : toRecord(missing([step.id], runId));
    return { type: 'step.failed', step: step.id, attempt: lastAttempt, error };
  }

  /** The run itself, or the last before it that had the node. */
  #withNode(runId: string, step: Step): string {
    const { id } = step.node.plan;
    let at: string | undefined = runId;
    while (at !== undefined) {
      const run: EarlierRun | undefined = this.#runs.get(at);
      if (run?.core.graph.nodes.some((node) => node.id === id)) return at;
      at = run?.before;
    }
    return runId;
  }

  /** What `$random` drew there, by port, so that the same is computed again. */
  drawsOf(step: Step): Readonly<Record<string, number>> | undefined {
    const { runId } = this.#basis;
    return runId === undefined ? undefined : this.#runs.get(runId)?.core.step(step.id)?.draws;
  }

  /**
   * Goes through what is known before the run begins.
   *
   * @throws EngineError `missing-basis-result`.
   */
  check(graph: RunGraph): void {
    const core = new RunCore({ runId: 'check', graph });
    let sequence = 0;
    const apply = (event: NewRunEvent) =>
      core.apply({ ...event, sequence: (sequence += 1), at: 0 } as RunEvent);
    const lacking: string[] = [];
    const commands = apply({ type: 'run.started' });
    // The list grows while it is worked off.
    for (const command of commands) {
      if (command.kind !== 'start') continue;
      for (const step of command.steps) {
        const event = this.eventOf(step);
        if (event?.type === 'step.failed' && event.error.code === 'missing-basis-result') {
          lacking.push(step.id);
        }
        if (event) commands.push(...apply(event));
      }
    }
    const [first] = lacking;
    if (first === undefined) return;
    throw missing(lacking, this.#basis.given[topLevel(first)] ?? '');
  }
}

function toRecord(error: EngineError): ErrorRecord {
  const { code, message, hint } = error;
  return { code, message, retryable: false, ...(hint !== undefined && { hint }) };
}

/** What a run keeps of where its results come from; undefined where all is computed. */
export function basisOf(part: ChosenPart, runId: string | undefined): RunBasis | undefined {
  if (part.given.size === 0 && runId === undefined) return undefined;
  return {
    given: Object.fromEntries(part.given),
    lenient: part.lenient,
    stale: [],
    ...(runId !== undefined && { runId }),
  };
}
