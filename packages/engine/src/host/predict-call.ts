import { EngineError } from '../errors/engine-error.ts';
import type { PredictCall } from '../definition/run-context.ts';
import { parseModelRef, type ModelRef } from '../prediction/model-ref.ts';
import type { Prediction } from '../prediction/prediction.ts';
import type { Provider } from '../prediction/provider.ts';
import type { NewRunEvent, StepTimes } from '../run/run-events.ts';
import { sleep } from '../platform/sleep.ts';
import type { Lane } from './lane.ts';
import type { RunNotice } from './run-notice.ts';
import type { Runtime } from './runtime.ts';

const defaultRetryAfterMs = 5000;
const transferAttempts = 4;

/** The step on whose behalf a model is called. */
export interface PredictionCaller {
  runtime: Runtime;
  runId: string;
  step: string;
  attempt: number;
  deadlineMs: number | undefined;
  lanes: readonly Lane[];
  signal: AbortSignal;
  times: StepTimes;
  /** Resolves when the event is kept. */
  append(event: NewRunEvent, durable: boolean): Promise<void> | void;
  notify(notice: RunNotice): void;
}

interface Call {
  caller: PredictionCaller;
  provider: Provider;
  call: PredictCall;
  model: ModelRef;
  key: string;
  /** The input as it may be kept: without secrets. */
  shown: Record<string, unknown>;
}

/**
 * Calls a model: says what it is about to do, creates, notes the id, waits, and stores the output.
 *
 * 1. The intent is kept before the call, the id before the wait.
 * 2. A create under way is never aborted: it settles, and is then canceled by its id.
 * 3. Only what had no effect is sent again; a failing transfer repeats the transfer alone.
 * 4. A rate holds for the calls themselves, also where a step makes several.
 */
export async function callModel(
  caller: PredictionCaller,
  call: PredictCall,
  { key, shown }: Pick<Call, 'key' | 'shown'>,
): Promise<unknown> {
  const provider = caller.runtime.providers.get(call.provider);
  const model = parseModelRef(call.model);
  if (!model) {
    throw new EngineError({
      code: 'invalid-model-reference',
      message: `"${call.model}" is no model: a model is written owner/name or owner/name:version.`,
    });
  }
  const order = { caller, provider, call, model, key, shown };
  const created = await create(order);
  await keepId(order, created);
  const ended = await waitForEnd(order, created);
  noteTimes(caller.times, ended);
  return collect(order, succeeded(ended, order));
}

async function create({ caller, provider, call, model, key, shown }: Call): Promise<Prediction> {
  const { runtime, signal } = caller;
  for (;;) {
    if (signal.aborted) throw canceled();
    const { step, attempt } = caller;
    const intent = { key, provider: call.provider, model: call.model, input: shown };
    await caller.append({ type: 'step.intent', step, attempt, ...intent }, true);
    await holdRate(caller);
    // The request to cancel may have come in the meantime.
    if (signal.aborted) throw canceled();
    try {
      const deadline = caller.deadlineMs === undefined ? {} : { deadlineMs: caller.deadlineMs };
      const request = { model, input: call.input, key, ...deadline };
      const prediction = await provider.create(request, { artifacts: runtime.artifacts });
      for (const lane of caller.lanes) lane.speedUp();
      return prediction;
    } catch (error) {
      if (!EngineError.isInstance(error) || error.code !== 'rate-limited') throw error;
      if (error.effect === 'unknown') throw error;
      await waitForLanes(caller, error.retryAfterMs ?? defaultRetryAfterMs);
    }
  }
}

/** Waits until the rate of each lane allows the call itself, however long its intent took to be kept. */
async function holdRate({ runtime, lanes, signal }: PredictionCaller): Promise<void> {
  const { clock } = runtime.platform;
  for (;;) {
    if (signal.aborted) return;
    const now = clock.now();
    const callAt = Math.max(...lanes.map((lane) => lane.callAt()));
    if (callAt <= now) break;
    await sleep(clock, callAt - now, signal);
  }
  for (const lane of lanes) lane.noteCall(clock.now());
}

/** Notes the id; a prediction that nobody could find again is canceled. */
async function keepId({ caller, provider, key }: Call, created: Prediction): Promise<void> {
  const { step, attempt } = caller;
  const { id: predictionId, version } = created;
  try {
    const event = { type: 'step.prediction', step, attempt, key, predictionId, version } as const;
    await caller.append(event, true);
  } catch (error) {
    await provider.cancel(created.id);
    throw error;
  }
}

/** A refusal for too many calls is no failure: the lanes learn it, and the call is made later. */
async function waitForLanes(caller: PredictionCaller, retryAfterMs: number): Promise<void> {
  const { runtime, lanes, signal } = caller;
  const now = runtime.platform.clock.now();
  for (const lane of lanes) {
    lane.slowDown(now, retryAfterMs);
    const untilMs = lane.openAt();
    caller.notify({ type: 'lane-paused', lane: lane.name, untilMs, reason: 'rate-limited' });
  }
  await runtime.scheduler.passGates(lanes, signal);
}

async function waitForEnd({ caller, provider }: Call, created: Prediction): Promise<Prediction> {
  const { runtime, signal, step } = caller;
  const { clock } = runtime.platform;
  const waiting = new AbortController();
  let late = false;
  const abort = () => waiting.abort();
  signal.addEventListener('abort', abort, { once: true });
  const cancelTimer =
    caller.deadlineMs === undefined
      ? () => {}
      : clock.setTimer(clock.now() + caller.deadlineMs, () => {
          late = true;
          abort();
        });
  try {
    if (signal.aborted) throw canceled();
    const onProgress: Parameters<Provider['wait']>[1]['onProgress'] = (progress) => {
      const { log, text, ...rest } = progress;
      caller.notify({ type: 'progress', step, ...rest });
      if (log !== undefined) caller.notify({ type: 'log', step, text: log });
      if (text !== undefined) caller.notify({ type: 'text', step, text });
    };
    return await provider.wait(created.id, { signal: waiting.signal, onProgress });
  } catch (error) {
    if (!waiting.signal.aborted && !signal.aborted) throw error;
    await provider.cancel(created.id);
    throw late ? tooLate(caller) : canceled();
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', abort);
  }
}

function succeeded(ended: Prediction, { call }: Call): Prediction {
  if (ended.status === 'succeeded') return ended;
  const { error } = ended;
  throw new EngineError({
    code: error?.code ?? 'prediction-failed',
    message: error?.message ?? `The prediction of ${call.model} ended ${ended.status}.`,
    hint: error?.hint,
    retryable: error?.retryable ?? false,
    provider: call.provider,
    details: { ...error?.details, predictionId: ended.id, status: ended.status },
  });
}

async function collect({ caller, provider }: Call, prediction: Prediction): Promise<unknown> {
  const { runtime, signal, times } = caller;
  const { clock } = runtime.platform;
  const startedAt = clock.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const output = await provider.collect(prediction, { artifacts: runtime.artifacts, signal });
      times.transferMs += clock.now() - startedAt;
      return output;
    } catch (error) {
      const again = EngineError.isInstance(error) && error.retryable && attempt < transferAttempts;
      if (!again || signal.aborted) throw error;
      await sleep(clock, 500 * 2 ** attempt, signal);
    }
  }
}

function noteTimes(times: StepTimes, { metrics }: Prediction): void {
  times.queueMs += metrics?.queueMs ?? 0;
  times.bootMs += metrics?.bootMs ?? 0;
  times.runMs += metrics?.predictMs ?? 0;
}

function canceled(): EngineError {
  return new EngineError({ code: 'canceled', message: 'The step was canceled.' });
}

function tooLate(caller: PredictionCaller): EngineError {
  const seconds = (caller.deadlineMs ?? 0) / 1000;
  return new EngineError({
    code: 'deadline-exceeded',
    message: `The prediction took longer than its deadline of ${seconds} s and was canceled.`,
    hint: 'Raise the deadline of the node, or use smaller inputs.',
  });
}
