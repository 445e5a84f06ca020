import { EngineError } from '../errors/engine-error.ts';
import type { PredictCall } from '../definition/run-context.ts';
import { parseModelRef } from '../prediction/model-ref.ts';
import type { Prediction } from '../prediction/prediction.ts';
import type { Provider } from '../prediction/provider.ts';
import type { StepTimes } from '../run/run-events.ts';
import { sleep } from '../platform/sleep.ts';
import { createPrediction } from './create-prediction.ts';
import { canceled, type ModelCall, type PredictionCaller } from './model-call.ts';

const transferAttempts = 4;

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
  { key, shown }: Pick<ModelCall, 'key' | 'shown'>,
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
  const ended = await endOf(order);
  noteTimes(caller.times, ended);
  return collect(order, succeeded(ended, order));
}

/** The end of the call's prediction: of the one that an earlier process made, where that is still known. */
async function endOf(order: ModelCall): Promise<Prediction> {
  const { predictionId, version = '' } = order.caller.earlierCall(order.key) ?? {};
  if (predictionId !== undefined) {
    try {
      return await waitForEnd(order, { id: predictionId, status: 'starting', version });
    } catch (error) {
      // Predictions of this machine end with their process.
      if (!isGone(error) || order.caller.signal.aborted) throw error;
    }
  }
  const created = await createPrediction(order);
  await keepId(order, created);
  return waitForEnd(order, created);
}

/** Whether the provider says that there is no such prediction, and that none was paid for. */
function isGone(error: unknown): boolean {
  return (
    EngineError.isInstance(error) &&
    error.code === 'prediction-not-found' &&
    error.effect === 'none'
  );
}

/**
 * Notes the id. Where that cannot be kept, whoever goes on with the run asks the provider for the
 * prediction; one that nobody could find again is canceled.
 */
async function keepId({ caller, provider, key }: ModelCall, created: Prediction): Promise<void> {
  const { step, attempt } = caller;
  const { id: predictionId, version } = created;
  try {
    const event = { type: 'step.prediction', step, attempt, key, predictionId, version } as const;
    await caller.append(event, true);
  } catch (error) {
    if (!provider.reconcile) await provider.cancel(created.id);
    throw error;
  }
}

async function waitForEnd(order: ModelCall, created: Prediction): Promise<Prediction> {
  const { caller, provider } = order;
  const { runtime, signal, step } = caller;
  const { clock } = runtime.platform;
  const waiting = new AbortController();
  const createdAt = caller.earlierCall(order.key)?.intendedAt ?? clock.now();
  let late = false;
  const abort = () => waiting.abort();
  signal.addEventListener('abort', abort, { once: true });
  const cancelTimer =
    caller.deadlineMs === undefined
      ? () => {}
      : clock.setTimer(createdAt + caller.deadlineMs, () => {
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
    if (signal.reason === 'parked' || isGone(error)) throw error;
    if (!waiting.signal.aborted && !signal.aborted) {
      await cancelQuietly(order, created);
      throw error;
    }
    await provider.cancel(created.id);
    throw late ? tooLate(caller) : canceled();
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', abort);
  }
}

/** Nobody waits for it any more; that it could not be canceled is said beside the reason for that. */
async function cancelQuietly({ caller, provider }: ModelCall, { id }: Prediction): Promise<void> {
  try {
    await provider.cancel(id);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const text = `Prediction ${id} could not be canceled and may still run: ${reason}\n`;
    caller.notify({ type: 'log', step: caller.step, text });
  }
}

function succeeded(ended: Prediction, { call }: ModelCall): Prediction {
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

async function collect({ caller, provider }: ModelCall, prediction: Prediction): Promise<unknown> {
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

function tooLate(caller: PredictionCaller): EngineError {
  const seconds = (caller.deadlineMs ?? 0) / 1000;
  return new EngineError({
    code: 'deadline-exceeded',
    message: `The prediction took longer than its deadline of ${seconds} s and was canceled.`,
    hint: 'Raise the deadline of the node, or use smaller inputs.',
  });
}
