import type { ArtifactStore, ByteSource } from '../artifact/artifact-store.ts';
import type { UrlFetcher } from '../artifact/url-fetcher.ts';
import type { MediaTools } from '../definition/run-context.ts';
import type { NodeLibrary } from '../definition/node-library.ts';
import type { Issue } from '../errors/issue.ts';
import type { Platform } from '../platform/platform.ts';
import type { PartOptions } from '../planning/choose-part.ts';
import type { RunPlan } from '../planning/run-plan.ts';
import type { PredictionCache } from '../prediction/prediction-cache.ts';
import type { Provider, ProviderLimits } from '../prediction/provider.ts';
import type { StepHistory } from '../prediction/step-history.ts';
import type { RunEvent } from '../run/run-events.ts';
import type { RunSnapshot } from '../run/run-snapshot.ts';
import type { RunStore } from '../run/run-store.ts';
import type { LockFile } from '../workflow/lock-file.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';
import type { WorkflowSource } from '../workflow/workflow-source.ts';
import type { RunNotice } from './run-notice.ts';

/** What an engine is made of. */
export interface EngineOptions {
  library: NodeLibrary;
  providers: readonly Provider[];
  artifacts: ArtifactStore;
  media: MediaTools;
  /** Fetches files that are named by address; without it, addresses are handed to providers as they are. */
  fetcher?: UrlFetcher;
  /** Results of earlier steps; none are kept where it is missing. */
  cache?: PredictionCache;
  /** How long steps took earlier. @defaultValue a history in memory */
  history?: StepHistory;
  /** @defaultValue a store in memory */
  runs?: RunStore;
  /** Finds workflows that are run by the id or name they have here; files beside a workflow need none. */
  workflows?: WorkflowSource;
  /** @defaultValue {@link systemPlatform} */
  platform?: Platform;
  limits?: EngineLimits;
}

export interface EngineLimits {
  /** Limits by lane: `provider` or `provider owner/model`; they replace those that the provider asks for. */
  lanes?: Readonly<Record<string, ProviderLimits>>;
  /** Steps that compute in this process at once. @defaultValue 8 */
  computeConcurrency?: number;
  /** Most steps of a run. @defaultValue 10000 */
  maxSteps?: number;
}

/** The folder that `$file` is relative to. */
export interface WorkflowFolder {
  has(path: string): Promise<boolean>;
  /** Streams a file; undefined where there is none of this path. */
  read(path: string): Promise<ByteSource | undefined>;
}

/** What a workflow is prepared with. */
export interface PrepareOptions {
  /** Values of the workflow's inputs, by name; files as artifact references. */
  inputs?: Readonly<Record<string, unknown>>;
  folder?: WorkflowFolder;
  /** Versions and schemas to use instead of asking the providers. */
  lock?: LockFile;
}

export interface RunOptions extends PrepareOptions, PartOptions {
  /** @defaultValue a new id */
  runId?: string;
  /** Compute again what is in the cache. @defaultValue false */
  fresh?: boolean;
  /** End the run at the first failure. @defaultValue false */
  failFast?: boolean;
  /** A person is waiting: goes before batch work. @defaultValue false */
  interactive?: boolean;
  /** Go through the whole graph with sample outputs and without calling a model. @defaultValue false */
  dry?: boolean;
  /** Values of `$secret`, by name. */
  secrets?: Readonly<Record<string, string>>;
  /** What the run is a part of, as a W3C `traceparent`; kept with the run. */
  traceparent?: string;
}

/** How a run is gone on with. */
export interface ResumeOptions {
  /** A person is waiting: goes before batch work. @defaultValue false */
  interactive?: boolean;
  /** Values of `$secret`, by name. */
  secrets?: Readonly<Record<string, string>>;
  /** Also one that was adopted three times without getting further. @defaultValue false */
  force?: boolean;
}

/** How a run ended. */
export interface RunResult {
  runId: string;
  status: 'succeeded' | 'failed' | 'canceled';
  /** By name; of a failed run as far as they are there. */
  outputs: Record<string, unknown>;
  snapshot: RunSnapshot;
}

/** A run under way in this process. */
export interface Run {
  readonly id: string;
  /** Resolves when the run has ended, however it ended. */
  readonly result: Promise<RunResult>;
  /** All events from the first, then live ones; ends with the run. */
  events(): AsyncIterable<RunEvent>;
  /** Told of each event and notice from now on; returns what ends it. */
  subscribe(listener: RunListener): () => void;
  snapshot(): RunSnapshot;
  /** Ends the run and what it has under way at providers. */
  cancel(): void;
  /**
   * Leaves the run as it is, its predictions under way, to be gone on with by {@link Engine.resume};
   * `result` rejects with `run-parked`. Resolves when this process does nothing more for it.
   */
  park(): Promise<void>;
}

export interface RunListener {
  onEvent?(event: RunEvent): void;
  /** Progress, logs, tokens: unnumbered, not kept. */
  onNotice?(notice: RunNotice): void;
}

/** How it stands in one of the lanes, which hold the limits of providers and models. */
export interface LaneStatus {
  /** `compute`, `provider` or `provider owner/model`. */
  name: string;
  running: number;
  /** Ready steps that wait for a place. */
  waiting: number;
  /** Milliseconds since the epoch until which a provider asked to wait; missing where nothing holds it. */
  pausedUntilMs?: number;
}

/** The engine, whole: validates, plans and runs workflows in this process. */
export interface Engine {
  /** Every issue of a workflow, its models included; errors first. */
  validate(workflow: Workflow, options?: PrepareOptions): Promise<Issue[]>;
  /**
   * What a run would do: steps, calls, what comes from the cache and why.
   *
   * @throws InvalidWorkflowError
   */
  plan(
    workflow: Workflow,
    options?: PrepareOptions & PartOptions & { fresh?: boolean },
  ): Promise<RunPlan>;
  /**
   * Starts a run.
   *
   * @throws InvalidWorkflowError; EngineError `invalid-inputs`, `too-many-steps`, `storage-full`; of a
   *   part also `unknown-target`, `missing-basis`, `basis-not-found`, `missing-basis-result`.
   */
  run(workflow: Workflow, options?: RunOptions): Promise<Run>;
  /**
   * Goes on with a run whose process has ended: what finished is not done again, predictions under
   * way are waited for, and of calls whose answer was lost the provider is asked.
   *
   * @throws EngineError `run-not-found`, `run-ended`, `run-owned` where a living process carries it
   *   out, `run-stuck` after three processes in a row that brought it no further.
   */
  resume(runId: string, options?: ResumeOptions): Promise<Run>;
  /** Ids of runs without an end that no living process carries out, oldest first. */
  abandonedRuns(): Promise<string[]>;
  /**
   * The lock of a workflow: versions and schemas of its models as the providers give them now, and the
   * workflows that it runs as they are now.
   *
   * @throws InvalidWorkflowError
   */
  lock(workflow: Workflow, options?: Pick<PrepareOptions, 'folder'>): Promise<LockFile>;
  /** Changes limits from now on: `maxSteps` for runs that start, `computeConcurrency` also for those under way. */
  setLimits(limits: Pick<EngineLimits, 'computeConcurrency' | 'maxSteps'>): void;
  /** The lanes that have been used, and how busy they are. */
  lanes(): LaneStatus[];
  /**
   * Lets go of providers and stores. Runs under way are canceled.
   *
   * @param options.park - Leave them to be resumed instead. @defaultValue false
   */
  close(options?: { park?: boolean }): Promise<void>;
}
