import type { ErrorRecord, JsonSchema, PredictionMetrics } from '@catena/engine';

/** What stands behind Replicate's API: a model of a provider in this process, or a published workflow. */
export interface HostedModel {
  readonly owner: string;
  readonly name: string;
  readonly facts: HostedFacts;
  /** Newest first; at least one. */
  versions(): Promise<HostedVersion[]>;
}

/** What people are told of a model. */
export interface HostedFacts {
  /** Id of the provider, or `published`. */
  origin: string;
  title?: string;
  description: string;
  /** ISO 8601 */
  createdAt: string;
  coverImageUrl?: string;
  githubUrl?: string;
  paperUrl?: string;
  licenseUrl?: string;
  /** Markdown. */
  readme?: string;
  isOfficial: boolean;
  /** An input that works, and where known what came of it. */
  defaultExample?: { input: Record<string, unknown>; output?: unknown };
}

/** One immutable state of a model. */
export interface HostedVersion {
  /** 64 hex digits */
  readonly id: string;
  /** ISO 8601 */
  readonly createdAt: string;
  /** A document as Cog makes it. */
  readonly openapiSchema: JsonSchema;
  /** Whether its output comes in pieces: a text piece by piece, or a list item by item. */
  readonly streams: boolean;
  /** Starts a prediction; whatever happens from here on is told to the listener. Never throws. */
  start(request: HostedRequest): HostedPrediction;
}

export interface HostedRequest {
  /** Of the prediction. */
  id: string;
  /** Checked against the schema; files are artifact references. */
  input: Record<string, unknown>;
  listener: HostedListener;
}

/** Is told of a prediction, in order; nothing after its end. */
export interface HostedListener {
  /** The model has begun to work; at most once, and missing where it never began. */
  onProcessing(): void;
  /** New text of the log, its line ends included. */
  onLog(text: string): void;
  /** The next piece of a streamed text; the output so far is the list of the pieces. */
  onText(chunk: string): void;
  /** The whole output as it is so far: of a list, its first items. */
  onOutput(partial: unknown): void;
  /** Exactly once. */
  onEnd(ending: HostedEnding): void;
}

/** How a prediction ended. */
export interface HostedEnding {
  status: 'succeeded' | 'failed' | 'canceled';
  /** Files are artifact references. */
  output?: unknown;
  error?: ErrorRecord;
  /** Milliseconds, and counts that the model itself knows. */
  metrics?: PredictionMetrics & Record<string, number>;
}

export interface HostedPrediction {
  /** Asks it to end; `onEnd` says when it has. One that has ended stays as it is. */
  cancel(): void;
}
