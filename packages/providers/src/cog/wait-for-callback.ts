import type { Clock } from '@catena/engine';
import type { CallbackAddresses } from '../shared/callback-addresses.ts';
import { createDeferred } from '../shared/deferred.ts';
import { pause } from '../shared/pause.ts';
import type { TrackedPrediction } from '../shared/tracked-prediction.ts';
import { parseState, type CogApi, type CogBody, type CogState } from './cog-api.ts';
import { cogError } from './cog-error.ts';
import type { CogTiming } from './cog-timing.ts';

interface CallbackWatch {
  api: CogApi;
  record: TrackedPrediction;
  body: CogBody;
  clock: Clock;
  timing: CogTiming;
  callbacks: CallbackAddresses;
  signal: AbortSignal;
  onAccepted(): void;
  onLog(text: string): void;
}

const isEnded = ({ status }: CogState) => status !== 'starting' && status !== 'processing';

/**
 * Starts a prediction that calls back, and waits for its last call. Calls may come twice, late or never:
 * only what is new is told, and from time to time the container is asked whether it still runs.
 */
export async function waitForCallback(watch: CallbackWatch): Promise<CogState> {
  const { api, body, callbacks, signal, onAccepted, onLog } = watch;
  const last = createDeferred<CogState>();
  let told = 0;
  const hear = (state: CogState) => {
    const logs = state.logs ?? '';
    if (logs.length > told) onLog(logs.slice(told));
    told = Math.max(told, logs.length);
    if (isEnded(state)) last.resolve(state);
  };
  const address = callbacks.open((said) => hear(parseState(api.place, JSON.stringify(said))));
  const stop = () => last.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const headers = { prefer: 'respond-async' };
    const answer = await api.put({ ...body, webhook: address.url }, headers, signal);
    await api.readState(answer);
    onAccepted();
    return await Promise.race([last.promise, watchRunning(watch, hear)]);
  } finally {
    signal.removeEventListener('abort', stop);
    address.close();
  }
}

/** Rejects when the container no longer runs a prediction whose last call did not come. */
async function watchRunning(
  { api, record, clock, timing, signal }: CallbackWatch,
  hear: (state: CogState) => void,
): Promise<never> {
  for (;;) {
    await pause(clock, timing.findMs, signal);
    signal.throwIfAborted();
    if (await isRunning(api, record.id, hear)) continue;
    await pause(clock, timing.endingMs, signal);
    signal.throwIfAborted();
    throw cogError({
      code: 'result-lost',
      message: `The container of ${api.place.model} at ${api.place.url} ended the prediction, but its result did not arrive.`,
      hint: 'Check that the container can reach this server under CATENA_PUBLIC_URL.',
    });
  }
}

async function isRunning(
  api: CogApi,
  id: string,
  hear: (state: CogState) => void,
): Promise<boolean> {
  try {
    const { status, version } = await api.health();
    // Older servers look at the input first and cannot be asked for an id; most run one at a time.
    if (version?.coglet === undefined) return status !== 'READY';
    const answer = await api.find(id);
    if (answer === undefined) return false;
    hear(await api.readState(answer));
    return true;
  } catch {
    // A container that does not answer now may answer next time; the deadline bounds the wait.
    return true;
  }
}
