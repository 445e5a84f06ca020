import type { Clock } from '@catena/engine';
import { pause } from '../shared/pause.ts';
import { readProgress } from '../shared/read-progress.ts';
import type { TrackedPrediction } from '../shared/tracked-prediction.ts';
import type { CogApi, CogHealth } from './cog-api.ts';
import { cogError, type CogPlace } from './cog-error.ts';
import type { CogTiming } from './cog-timing.ts';

const longestLogs = 2000;

interface BootWatch {
  record: TrackedPrediction;
  clock: Clock;
  timing: CogTiming;
  signal: AbortSignal;
}

/**
 * Waits until a container takes predictions, telling what its setup says.
 *
 * @throws EngineError where its setup failed.
 */
export async function waitForBoot(api: CogApi, watch: BootWatch): Promise<void> {
  const { record, clock, timing, signal } = watch;
  let told = 0;
  for (;;) {
    signal.throwIfAborted();
    const health = await api.health();
    const logs = health.setup?.logs ?? '';
    const log = logs.slice(told);
    told = Math.max(told, logs.length);
    const fraction = readProgress(logs);
    record.tell({
      status: 'starting',
      phase: 'setting up the container',
      ...(fraction === undefined ? {} : { fraction }),
      ...(log === '' ? {} : { log }),
    });
    if (isReady(api.place, health)) return;
    await pause(clock, timing.pollMs, signal);
  }
}

/**
 * Whether a container takes predictions, or will when a place is free.
 *
 * @throws EngineError where it never will.
 */
export function isReady(place: CogPlace, health: CogHealth): boolean {
  if (health.status === 'SETUP_FAILED' || health.status === 'DEFUNCT') throw broken(place, health);
  return health.status !== 'STARTING' && health.status !== 'UNKNOWN';
}

function broken({ model, url }: CogPlace, { status, setup }: CogHealth): Error {
  const isSetup = status === 'SETUP_FAILED';
  const logs = (setup?.logs ?? '').trim().slice(-longestLogs);
  return cogError({
    code: isSetup ? 'model-setup-failed' : 'model-defunct',
    message: isSetup
      ? `The setup of ${model} in the container at ${url} failed${logs === '' ? '.' : `: ${lastLine(logs)}`}`
      : `The container of ${model} at ${url} has broken down and takes no more predictions.`,
    hint: isSetup
      ? 'Read the logs of its setup, correct what is wrong, and start the container again.'
      : 'Start the container again; its logs say what happened.',
    effect: 'none',
    ...(logs === '' ? {} : { details: { setupLogs: logs } }),
  });
}

function lastLine(text: string): string {
  return text.split('\n').at(-1) ?? '';
}
