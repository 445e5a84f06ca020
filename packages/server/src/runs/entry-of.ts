import type { RunStore } from '@catena/engine';
import { notFound } from '../errors/not-found.ts';
import { foldRun } from './fold-run.ts';
import type { RunEntry } from './run-record-store.ts';
import { summariseRun } from './summarise-run.ts';

/**
 * The record of a run that was begun by another program than the server, from its events.
 *
 * @throws HttpError 404 `run-not-found`.
 */
export async function entryOf(runs: RunStore, id: string): Promise<RunEntry> {
  const run = await foldRun(runs.read(id));
  if (!run) throw notFound('run', id);
  const { workflow, workflowHash, at } = run.created;
  return {
    summary: {
      id,
      workflowName: workflow.name?.trim() || 'Untitled',
      workflowHash,
      createdAt: new Date(at).toISOString(),
      ...summariseRun(run.core.snapshot()),
    },
  };
}
