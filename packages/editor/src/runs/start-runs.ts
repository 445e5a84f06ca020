import type { Issue, RunPart, Workflow } from '@catena/engine';
import { ApiError, type Client, type RunSummary } from '@catena/server/client';
import type { Notifier, StartRunOptions } from '../document/commands/command.ts';
import { pinsOf } from '../document/edits/pin-nodes.ts';
import type { AnalysisState } from '../document/analysis-store.ts';
import type { OpenDocument } from '../document/workspace-store.ts';
import { computedIn } from './computed-in.ts';
import { findObstacles } from './find-obstacles.ts';
import { stepSeeds } from './step-seeds.ts';

/** A run that was started, and by how much its seeds were raised. */
export interface StartedRun {
  summary: RunSummary;
  seedStep: number;
}

/** The most runs that are started at once. */
export const mostRuns = 100;

const shownReasons = 3;

function tellReasons(reasons: readonly string[]): string {
  const more = reasons.length - shownReasons;
  const shown = reasons.slice(0, shownReasons).join(' ');
  return more > 0 ? `${shown} And ${more} more.` : shown;
}

function refuse(notifier: Notifier, obstacles: readonly Issue[]): void {
  const [first] = obstacles;
  notifier.say({
    kind: 'error',
    text:
      obstacles.length === 1 && first
        ? `Not run: ${first.message}`
        : `Not run: ${obstacles.length} things have to be put right first.`,
    hint:
      obstacles.length === 1
        ? (first?.hint ?? 'The node is marked on the canvas.')
        : tellReasons(obstacles.map(({ message }) => message)),
  });
}

/** Tells why the server did not do as it was asked. */
export function tellProblem(notifier: Notifier, text: string, error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
  const { title, detail, issues = [] } = error.problem;
  const reasons = issues.flatMap(({ message }) => (typeof message === 'string' ? [message] : []));
  const hint =
    reasons.length > 0 ? tellReasons(reasons) : [title, detail].filter(Boolean).join(' ');
  notifier.say({ kind: 'error', text, hint });
}

/** A pin is only as good as the run it points at. */
const lostPins: ReadonlySet<string> = new Set(['basis-not-found', 'missing-basis-result']);

function tellWhyNot(notifier: Notifier, text: string, error: unknown): void {
  const isLost = error instanceof ApiError && lostPins.has(error.code);
  if (!isLost) return tellProblem(notifier, text, error);
  notifier.say({
    kind: 'error',
    text: `${text} ${error.problem.title}`,
    hint: 'Unpin the nodes that keep results of that run, or run the workflow as a whole.',
  });
}

/** Longest wait for the models that a document names, in milliseconds; the server checks again. */
const longestWaitMs = 10_000;

/** What is derived from the document as it stands, once its models are known. */
async function analyse({ analysis }: OpenDocument): Promise<AnalysisState> {
  const isKnown = ({ version, loadingModels }: AnalysisState) => version >= 0 && !loadingModels;
  if (isKnown(analysis.flush())) return analysis.getState();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(end, longestWaitMs);
    const stop = analysis.subscribe((state) => isKnown(state) && end());
    function end() {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
  return analysis.flush();
}

/** With the run that a part of the workflow starts from. */
export interface BasedRunOptions extends StartRunOptions {
  basis?: string;
}

function toPart(part: RunPart) {
  return part.kind === 'failed' ? part : { kind: part.kind, nodes: [...part.nodes] };
}

function toBody(tab: OpenDocument, workflow: Workflow, options: BasedRunOptions) {
  const { inputs, targets, part, basis, fresh, dry } = options;
  // Samples are not mixed with results.
  const pins = dry ? {} : pinsOf(workflow);
  return {
    workflow,
    ...(tab.workflowId !== undefined && { workflowId: tab.workflowId }),
    ...(inputs && { inputs: { ...inputs } }),
    ...(targets && { targets: [...targets] }),
    ...(part && { part: toPart(part) }),
    ...(basis !== undefined && { basis }),
    ...(Object.keys(pins).length > 0 && { pins }),
    ...(fresh && { fresh }),
    ...(dry && { dry }),
  };
}

/**
 * Starts runs of the document as it stands, saved or not. Where errors stand in the way nothing is
 * started and the reasons are told.
 *
 * @returns The newest run; undefined where none was started.
 */
export async function startRuns(
  { client, notifier }: { client: Pick<Client, 'runs'>; notifier: Notifier },
  tab: OpenDocument,
  options: BasedRunOptions,
): Promise<StartedRun | undefined> {
  const { issues, ports } = await analyse(tab);
  const { workflow } = tab.document.getState();
  const targets = options.targets ?? computedIn(workflow, options.part);
  const obstacles = findObstacles(workflow, issues, targets);
  if (obstacles.length > 0) {
    refuse(notifier, obstacles);
    return undefined;
  }
  const count = Math.min(mostRuns, Math.max(1, options.count ?? 1));
  let newest: StartedRun | undefined;
  try {
    for (let seedStep = 0; seedStep < count; seedStep += 1) {
      const document = stepSeeds(workflow, ports, seedStep);
      newest = { summary: await client.runs.start(toBody(tab, document, options)), seedStep };
    }
  } catch (error) {
    const text = newest
      ? `Only some of ${count} runs could be started.`
      : 'The run was not started.';
    tellWhyNot(notifier, text, error);
  }
  return newest;
}
