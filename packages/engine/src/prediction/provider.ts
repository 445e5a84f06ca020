import type { ArtifactStore } from '../artifact/artifact-store.ts';
import type { ModelDescription, ModelVersion } from './model-description.ts';
import type { ModelRef } from './model-ref.ts';
import type { Prediction, PredictionProgress } from './prediction.ts';

/** What is asked of a provider; files in `input` are artifact references. */
export interface PredictionRequest {
  model: ModelRef;
  input: Record<string, unknown>;
  /** Names the step and attempt that ask; a provider with idempotency uses it as its key. */
  key: string;
  /** Milliseconds from creation after which the provider gives up. */
  deadlineMs?: number;
}

/** Where a service was told to find files: addresses by artifact. */
export type FileAddressBook = Readonly<Record<string, string>>;

export interface CreateContext {
  artifacts: ArtifactStore;
  /**
   * To be called before the call itself where files are handed over by an address that another process
   * would not find again. Resolves when the addresses are kept.
   */
  noteFiles?: (files: FileAddressBook) => Promise<void>;
}

export interface ReconcileContext {
  artifacts: ArtifactStore;
  /** Milliseconds since the epoch of this machine: a prediction that was made earlier is not the one. */
  createdAfterMs: number;
  /** Ids that are known to belong to other calls. */
  claimed: ReadonlySet<string>;
  /** The addresses that were noted before the call, by this process or an earlier one. */
  files?: FileAddressBook;
  signal: AbortSignal;
}

/** What came of a create whose answer was lost. */
export type Reconciliation =
  | { kind: 'found'; prediction: Prediction }
  /** There is no such prediction and there will be none: the call may be made again. */
  | { kind: 'absent' }
  | { kind: 'undecidable'; reason: string };

export interface WaitContext {
  signal: AbortSignal;
  onProgress(progress: PredictionProgress): void;
}

export interface CollectContext {
  artifacts: ArtifactStore;
  signal: AbortSignal;
}

/** Limits that a provider asks its callers to keep; unset means none. */
export interface ProviderLimits {
  /** Predictions under way at once. */
  concurrency?: number;
  rate?: Rate;
}

/** At most `limit` starts in any window of `windowMs` milliseconds. */
export interface Rate {
  limit: number;
  windowMs: number;
}

/**
 * A service that runs predictions. The host calls `create`, notes the id, waits, and collects; each
 * call may be repeated by another process that knows the id.
 */
export interface Provider {
  /** As workflows name it, e.g. `local`. */
  readonly id: string;
  /** Whose account pays; part of cache keys and of lane names. */
  readonly account: string;
  readonly limits: ProviderLimits;
  /** Where its files lie, e.g. `http://localhost:5000`: may be fetched from even in a private network. */
  readonly origins?: readonly string[];
  /** Limits of one model, beside those of the account. */
  limitsOf?(model: ModelRef): ProviderLimits;
  /**
   * Describes a model; the newest version where the reference names none.
   *
   * @throws EngineError `model-not-found`, with the nearest known names in the hint.
   */
  describe(model: ModelRef): Promise<ModelDescription>;
  /** Models by words in name, title and description; all of them for the empty query. */
  search(query: string): Promise<ModelDescription[]>;
  /** The versions of a model, newest first. Absent: `describe` knows the newest, and older ones by id at most. */
  versions?(model: ModelRef): Promise<ModelVersion[]>;
  /**
   * Starts a prediction and returns as soon as its id is known. Never aborted from outside.
   *
   * @throws EngineError whose `effect` says whether a prediction may exist all the same.
   */
  create(request: PredictionRequest, context: CreateContext): Promise<Prediction>;
  /**
   * Looks whether a create whose effect is unknown made a prediction all the same. A provider without
   * it cannot be asked: such a call then is never made again.
   */
  reconcile?(request: PredictionRequest, context: ReconcileContext): Promise<Reconciliation>;
  /** Waits until the prediction has ended. Aborting stops the waiting, not the prediction. */
  wait(id: string, context: WaitContext): Promise<Prediction>;
  /** Ends a prediction; one that has ended stays as it is. */
  cancel(id: string): Promise<void>;
  /** Copies the files of a succeeded output into the store; returns the output with artifact references. */
  collect(prediction: Prediction, context: CollectContext): Promise<unknown>;
  /** Lets go of processes and connections. */
  close?(): Promise<void>;
}
