import { EngineError } from '../errors/engine-error.ts';
import type { PredictCall } from '../definition/run-context.ts';
import type { ModelRef } from '../prediction/model-ref.ts';
import type { Provider } from '../prediction/provider.ts';
import type { KnownCall } from '../run/branch.ts';
import type { NewRunEvent, StepTimes } from '../run/run-events.ts';
import type { Lane } from './lane.ts';
import type { RunNotice } from './run-notice.ts';
import type { Runtime } from './runtime.ts';

/** Why an attempt is broken off: for good, or to be gone on with by another process. */
export type AbortReason = 'canceled' | 'parked';

/** The step on whose behalf a model is called. */
export interface PredictionCaller {
  runtime: Runtime;
  runId: string;
  step: string;
  attempt: number;
  deadlineMs: number | undefined;
  lanes: readonly Lane[];
  /** Its reason is an {@link AbortReason}. */
  signal: AbortSignal;
  times: StepTimes;
  /** Resolves when a request to cancel is kept that is on its way, and `signal` says so; mostly there is none. */
  readonly ending: Promise<void> | undefined;
  /** What an earlier process did of a call, where the attempt was begun there. */
  earlierCall(key: string): KnownCall | undefined;
  /** Resolves when the event is kept. */
  append(event: NewRunEvent, durable: boolean): Promise<void> | void;
  notify(notice: RunNotice): void;
}

/** One call of a model on its way. */
export interface ModelCall {
  caller: PredictionCaller;
  provider: Provider;
  call: PredictCall;
  model: ModelRef;
  key: string;
  /** The input as it may be kept: without secrets. */
  shown: Record<string, unknown>;
}

/** The error of a step that nobody wants any more. */
export function canceled(): EngineError {
  return new EngineError({ code: 'canceled', message: 'The step was canceled.' });
}
