import type { Command, ErrorRecord, NewRunEvent, RunEvent, RunStore } from '@catena/engine';
import { foldRun, type FoldedRun } from './fold-run.ts';

/** Why a run ended with the server that ran it. */
export const interruption: ErrorRecord = {
  code: 'interrupted',
  message: 'The server stopped while the run was under way.',
  hint: 'Run it again: what had finished is taken from the cache.',
  retryable: false,
};

/**
 * Ends a run whose server died: adds the events that were still to come, so that whoever folds them
 * finds an end. What had been asked for is carried out: a run that was being canceled ends canceled,
 * one of which only the end was not written ends as it was to.
 *
 * @returns The run with its end; undefined where nothing of it is kept.
 */
export async function interruptRun(runs: RunStore, runId: string): Promise<FoldedRun | undefined> {
  const run = await foldRun(runs.read(runId));
  if (!run) return undefined;
  const { core } = run;
  if (core.endedAt !== undefined) return run;
  if (!(await runs.adopt(runId))) return run;
  const append = async (event: NewRunEvent): Promise<Command[]> => {
    const numbered = { ...event, sequence: core.sequence + 1, at: Date.now() } as RunEvent;
    await runs.append(runId, [numbered], { durable: true });
    return core.apply(numbered);
  };
  if (core.state === 'queued') await append({ type: 'run.started' });
  let commands = core.pending();
  const isEnding = commands.some(({ kind }) => kind === 'finish' || kind === 'cancel');
  if (!isEnding) commands = await append({ type: 'run.abandoned', error: interruption });
  // The list grows while it is worked off.
  for (const command of commands) {
    if (command.kind === 'finish') await append({ type: command.type });
    if (command.kind !== 'cancel') continue;
    for (const step of command.steps) {
      commands.push(...(await append({ type: 'step.canceled', step: step.id })));
    }
  }
  return run;
}
