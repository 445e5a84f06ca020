import type { ArtifactStore } from '../artifact/artifact-store.ts';
import type { ModelDescription } from './model-description.ts';
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

export interface CreateContext {
  artifacts: ArtifactStore;
}

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
  /**
   * Starts a prediction and returns as soon as its id is known. Never aborted from outside.
   *
   * @throws EngineError whose `effect` says whether a prediction may exist all the same.
   */
  create(request: PredictionRequest, context: CreateContext): Promise<Prediction>;
  /** Waits until the prediction has ended. Aborting stops the waiting, not the prediction. */
  wait(id: string, context: WaitContext): Promise<Prediction>;
  /** Ends a prediction; one that has ended stays as it is. */
  cancel(id: string): Promise<void>;
  /** Copies the files of a succeeded output into the store; returns the output with artifact references. */
  collect(prediction: Prediction, context: CollectContext): Promise<unknown>;
  /** Lets go of processes and connections. */
  close?(): Promise<void>;
}
