import type { ErrorRecord } from '../errors/error-record.ts';
import type { FileAddressBook } from '../prediction/provider.ts';
import type { RunGraph } from '../planning/run-graph.ts';
import type { LockedWorkflow } from '../workflow/lock-file.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';

interface Numbered {
  /** From 1, without a gap. */
  sequence: number;
  /** Milliseconds since the epoch. */
  at: number;
}

/** What a run takes from earlier ones. */
export interface RunBasis {
  /** The run whose `$random` draws are drawn again. */
  runId?: string;
  /** Nodes that are not computed, by id, with the run that their results are taken from. */
  given: Record<string, string>;
  /** Compute what has no result there, instead of failing. */
  lenient: boolean;
  /** Given nodes that have been edited since that run, or depend on one that has. */
  stale: string[];
}

/** The run exists: frozen here is all that it depends on. */
export interface RunCreated extends Numbered {
  type: 'run.created';
  runId: string;
  workflow: Workflow;
  workflowHash: string;
  graph: RunGraph;
  /** Values of the workflow's inputs, defaults included, files as artifacts. */
  inputs: Record<string, unknown>;
  /** Model references of the file with the versions they were resolved to. */
  models: Record<string, { version: string }>;
  /** The workflows that its nodes run, by reference; those that these run are among them. */
  workflows?: Record<string, LockedWorkflow>;
  /** End the run at the first failure. */
  failFast: boolean;
  basis?: RunBasis;
  /** Where the run was traced when it began, as a W3C `traceparent`. */
  traceparent?: string;
}

export interface RunStarted extends Numbered {
  type: 'run.started';
}

/** Another process goes on with the run, after the one that carried it out had ended. */
export interface RunAdopted extends Numbered {
  type: 'run.adopted';
}

export interface RunCancelRequested extends Numbered {
  type: 'run.cancel-requested';
}

/** The run is given up as a whole; what was under way is ended, what waits does not start. */
export interface RunAbandoned extends Numbered {
  type: 'run.abandoned';
  error: ErrorRecord;
}

export interface RunEnded extends Numbered {
  type: 'run.succeeded' | 'run.failed' | 'run.canceled';
}

interface OfStep extends Numbered {
  /** `node` or `node[2,0]`: the node and the step's index on each of its axes. */
  step: string;
}

/** A place in the lanes was found; the work begins. */
export interface StepStarted extends OfStep {
  type: 'step.started';
  /** From 1. */
  attempt: number;
  /** What `$random` drew, by port. */
  draws?: Record<string, number>;
}

/** A prediction is about to be created; committed before the call. */
export interface StepIntent extends OfStep {
  type: 'step.intent';
  attempt: number;
  /** Idempotency key: run, step, attempt and number of the call. */
  key: string;
  provider: string;
  model: string;
  /** The exact body, but for secrets: `[secret]` stands in their place. */
  input: Record<string, unknown>;
  /** Where the provider was told to find the input's files: addresses by artifact. */
  files?: FileAddressBook;
}

/** The prediction exists; committed before the wait. */
export interface StepPrediction extends OfStep {
  type: 'step.prediction';
  attempt: number;
  key: string;
  predictionId: string;
  /** The version that is actually run. */
  version: string;
}

/** Where the time of a step went, in milliseconds. */
export interface StepTimes {
  queueMs: number;
  bootMs: number;
  runMs: number;
  transferMs: number;
}

/** The output is stored; committed before anything that depends on it starts. */
export interface StepSucceeded extends OfStep {
  type: 'step.succeeded';
  attempt: number;
  /** By port; files as artifacts. */
  output: Record<string, unknown>;
  times?: StepTimes;
}

/** The output was taken from the cache, or from another step of the same key that was under way. */
export interface StepCached extends OfStep {
  type: 'step.cached';
  output: Record<string, unknown>;
  from: { runId: string; step: string };
  draws?: Record<string, number>;
}

/** An attempt failed; whether there is another is decided by the core. */
export interface StepFailed extends OfStep {
  type: 'step.failed';
  attempt: number;
  error: ErrorRecord;
  times?: StepTimes;
}

/** The time for the next attempt has come. */
export interface StepDue extends OfStep {
  type: 'step.due';
}

/** Work that was under way has been ended after a request to cancel. */
export interface StepCanceled extends OfStep {
  type: 'step.canceled';
}

/** A fact about a run: numbered, immutable, kept. */
export type RunEvent =
  | RunCreated
  | RunStarted
  | RunAdopted
  | RunCancelRequested
  | RunAbandoned
  | RunEnded
  | StepStarted
  | StepIntent
  | StepPrediction
  | StepSucceeded
  | StepCached
  | StepFailed
  | StepDue
  | StepCanceled;

type Unnumbered<Event> = Event extends RunEvent ? Omit<Event, 'sequence' | 'at'> : never;

/** An event before it is numbered and dated. */
export type NewRunEvent = Unnumbered<RunEvent>;
