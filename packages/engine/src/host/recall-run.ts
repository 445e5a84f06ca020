import { EngineError } from '../errors/engine-error.ts';
import { isRunEnd } from '../run/is-run-end.ts';
import type { RunCreated, RunEvent } from '../run/run-events.ts';
import type { RunStore } from '../run/run-store.ts';

/** Adoptions in a row that brought a run no further, after which it is left to a person. */
const mostFruitlessAdoptions = 3;

const progress: ReadonlySet<string> = new Set<RunEvent['type']>([
  'step.prediction',
  'step.succeeded',
  'step.cached',
  'step.failed',
]);

/** A run as an earlier process left it. */
export interface RecalledRun {
  created: RunCreated;
  past: RunEvent[];
}

function fruitlessAdoptions(past: readonly RunEvent[]): number {
  const since = past.findLastIndex(({ type }) => progress.has(type));
  return past.slice(since + 1).filter(({ type }) => type === 'run.adopted').length;
}

/**
 * Makes this process the one that carries a run out, and reads what came before.
 *
 * @throws EngineError `run-not-found`, `run-ended`, `run-owned` or `run-stuck`.
 */
export async function recallRun(
  runs: RunStore,
  runId: string,
  { force = false }: { force?: boolean },
): Promise<RecalledRun> {
  const [first] = await readAll(runs, runId);
  if (first?.type !== 'run.created') {
    throw new EngineError({ code: 'run-not-found', message: `There is no run "${runId}".` });
  }
  if (!(await runs.adopt(runId))) throw ownedRun(runId);
  // Only now: its earlier owner may have written until it was adopted.
  const past = await readAll(runs, runId);
  if (past.some(isRunEnd)) {
    throw new EngineError({ code: 'run-ended', message: `The run ${runId} has ended.` });
  }
  if (!force && fruitlessAdoptions(past) >= mostFruitlessAdoptions) {
    throw new EngineError({
      code: 'run-stuck',
      message: `The run ${runId} was taken up ${mostFruitlessAdoptions} times and got no further.`,
      hint: 'Look at what its steps do, then resume it by hand, or cancel it.',
    });
  }
  return { created: first, past };
}

/** The error of who wants to go on with a run that is under way. */
export function ownedRun(runId: string): EngineError {
  return new EngineError({
    code: 'run-owned',
    message: `The run ${runId} is being carried out.`,
    hint: 'Look at it there, or end the process that does it first.',
  });
}

async function readAll(runs: RunStore, runId: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of runs.read(runId)) events.push(event);
  return events;
}
