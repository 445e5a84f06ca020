import { EngineError } from '../errors/engine-error.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import { sleep } from '../platform/sleep.ts';
import { writeModelRef } from '../prediction/model-ref.ts';
import type { Prediction } from '../prediction/prediction.ts';
import type { FileAddressBook, PredictionRequest, Reconciliation } from '../prediction/provider.ts';
import { canceled, type ModelCall, type PredictionCaller } from './model-call.ts';

const defaultRetryAfterMs = 5000;
/** Sends of one call whose predecessors are known to have made nothing. */
const mostSends = 4;
const firstResendMs = 1000;
const longestReconcileMs = 5 * 60_000;

/** A call whose answer was lost. */
interface LostCreate {
  error: unknown;
  request: PredictionRequest;
  /** Milliseconds since the epoch. */
  sentAt: number;
}

/**
 * Makes the prediction of a call, once.
 *
 * 1. The intent is kept before each send.
 * 2. A send under way is never aborted.
 * 3. What is known to have had no effect may be sent again. Where the effect is unknown the provider
 *    is asked for the prediction; where it cannot tell, the step fails rather than pays twice.
 */
export async function createPrediction(order: ModelCall): Promise<Prediction> {
  const { caller } = order;
  const { runtime, signal } = caller;
  const { clock } = runtime.platform;
  const request = toRequest(order);
  const earlier = await findEarlier(order, request);
  if (earlier) return earlier;
  for (let sends = 1; ;) {
    if (signal.aborted) throw canceled();
    await intend(order);
    await holdRate(caller);
    // The request to cancel may have come in the meantime.
    if (caller.ending) await caller.ending;
    if (signal.aborted) throw canceled();
    const sentAt = clock.now();
    try {
      const prediction = await send(order, request);
      for (const lane of caller.lanes) lane.speedUp();
      return prediction;
    } catch (error) {
      const known = EngineError.isInstance(error) && error.effect !== 'unknown';
      if (known && error.code !== 'rate-limited') throw error;
      if (known) {
        await waitForLanes(caller, error.retryAfterMs ?? defaultRetryAfterMs);
        continue;
      }
      const found = await reconcile(order, { error, request, sentAt });
      if (found) return found;
      if (sends >= mostSends) throw givenUp(order, error, sends);
      await sleep(clock, firstResendMs * 2 ** (sends - 1), signal);
      sends += 1;
    }
  }
}

/** The prediction of a call that an earlier process was about to make, where it still made it. */
async function findEarlier(
  order: ModelCall,
  request: PredictionRequest,
): Promise<Prediction | undefined> {
  const earlier = order.caller.earlierCall(order.key);
  // One whose id was known is gone: its provider has said so.
  if (!earlier || earlier.predictionId !== undefined) return undefined;
  const error = new EngineError({
    code: 'interrupted',
    message: 'The process that made the call ended before it was answered.',
    effect: 'unknown',
  });
  return reconcile(order, { error, request, sentAt: earlier.intendedAt });
}

/** Keeps what is about to be asked for, and where the files of it lie. */
async function intend(order: ModelCall, files?: FileAddressBook): Promise<void> {
  const { caller, call, key, shown: input } = order;
  const { step, attempt } = caller;
  const { provider, model } = call;
  const type = 'step.intent';
  const asked = { key, provider, model, input, ...(files && { files }) };
  await caller.append({ type, step, attempt, ...asked }, true);
}

function toRequest({ caller, call, model, key }: ModelCall): PredictionRequest {
  const { deadlineMs } = caller;
  return { model, input: call.input, key, ...(deadlineMs !== undefined && { deadlineMs }) };
}

/** Equal for calls that a provider could not tell apart. */
function bodyOf({ provider, model, call }: ModelCall): string {
  return `${provider.id} ${writeModelRef(model)} ${canonicalJson(call.input)}`;
}

function send(order: ModelCall, request: PredictionRequest): Promise<Prediction> {
  const { provider, caller } = order;
  const { runId, signal } = caller;
  const { artifacts, creates, platform } = caller.runtime;
  if (!provider.reconcile) return provider.create(request, { artifacts });
  return creates.create(bodyOf(order), async () => {
    if (caller.ending) await caller.ending;
    if (signal.aborted) throw canceled();
    const noteFiles = async (files: FileAddressBook) => {
      await intend(order, files);
      if (caller.ending) await caller.ending;
      // Nothing has been sent yet.
      if (signal.aborted) throw canceled();
    };
    const prediction = await provider.create(request, { artifacts, noteFiles });
    // Of a run that this process has left, whoever goes on with it has to find it.
    if (signal.reason !== 'parked') {
      creates.claim(provider.id, prediction.id, { runId, at: platform.clock.now() });
    }
    return prediction;
  });
}

/** The prediction of a call whose answer was lost; undefined where there is none. */
async function reconcile(order: ModelCall, lost: LostCreate): Promise<Prediction | undefined> {
  const { caller, provider } = order;
  const { creates } = caller.runtime;
  if (!provider.reconcile) throw undecided(order, lost, 'Its provider cannot be asked for it.');
  let result: Reconciliation;
  try {
    result = await creates.reconcile(bodyOf(order), () => lookFor(order, lost));
  } catch (error) {
    throw undecided(order, lost, error instanceof Error ? error.message : String(error));
  }
  if (result.kind === 'undecidable') throw undecided(order, lost, result.reason);
  if (result.kind === 'absent') return undefined;
  const { id } = result.prediction;
  const text = `The answer to the call was lost; its prediction ${id} was found.\n`;
  caller.notify({ type: 'log', step: caller.step, text });
  return result.prediction;
}

/** Goes on when the step is canceled meanwhile: what is found has to be canceled too. */
async function lookFor(order: ModelCall, { request, sentAt }: LostCreate): Promise<Reconciliation> {
  const { provider, caller, key } = order;
  const { artifacts, creates, platform } = caller.runtime;
  const { clock } = platform;
  const files = caller.earlierCall(key)?.files;
  const limit = new AbortController();
  const cancelTimer = clock.setTimer(clock.now() + longestReconcileMs, () => limit.abort());
  try {
    const result = await provider.reconcile?.(request, {
      artifacts,
      createdAfterMs: sentAt,
      claimed: creates.claimed(provider.id),
      ...(files && { files }),
      signal: limit.signal,
    });
    if (!result) return { kind: 'undecidable', reason: 'Its provider cannot be asked for it.' };
    if (result.kind === 'found' && caller.signal.reason !== 'parked') {
      const { runId } = caller;
      creates.claim(provider.id, result.prediction.id, { runId, at: clock.now() });
    }
    return result;
  } finally {
    cancelTimer();
  }
}

function undecided({ call }: ModelCall, { error }: LostCreate, reason: string): EngineError {
  const cause = error instanceof Error ? error.message : String(error);
  return new EngineError({
    code: 'effect-unknown',
    message: `It is not known whether the call of ${call.model} made a prediction: ${cause} ${reason}`,
    hint: `A prediction may have been made, and may have to be paid for; the call was not repeated. Look at the predictions of your account at ${call.provider}, then run the step again.`,
    effect: 'unknown',
    provider: call.provider,
    cause: error,
  });
}

/** Nothing was made, however often it was tried. */
function givenUp({ call }: ModelCall, error: unknown, sends: number): EngineError {
  const known = EngineError.isInstance(error) ? error : undefined;
  const cause = error instanceof Error ? error.message : String(error);
  return new EngineError({
    code: known?.code ?? 'internal-error',
    message: `The call of ${call.model} was sent ${sends} times and made no prediction: ${cause}`,
    hint: known?.hint,
    effect: 'none',
    provider: call.provider,
    details: known?.details,
    cause: error,
  });
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
