import { join } from 'node:path';
import { isArtifactRef } from '@catena/engine';
import { createFsArtifactStore, createSqliteRunStore } from '@catena/engine/node';
import { foldRun } from '../../src/runs/fold-run.ts';

/** A run as it stands in its store. */
export interface KeptRun {
  status: string;
  /** Numbers of its events. */
  sequences: number[];
  steps: number;
  text: unknown;
  /** Whether the file that came out is there, and is the one that was digested. */
  isWhole: boolean;
  /** Code and message of each step that failed. */
  errors: { code: string; message: string }[];
}

/** Reads the one run of a data folder. */
export async function readKeptRun(dataFolder: string): Promise<KeptRun> {
  const store = await createSqliteRunStore(join(dataFolder, 'runs.db'));
  const [id, ...others] = await store.list();
  if (id === undefined || others.length > 0) throw new Error('There is not one run.');
  const sequences: number[] = [];
  for await (const { sequence } of store.read(id)) sequences.push(sequence);
  const folded = await foldRun(store.read(id));
  await store.close?.();
  if (!folded) throw new Error(`The run ${id} has no beginning.`);
  const { status, nodes, outputs } = folded.core.snapshot();
  const steps = Object.values(nodes).flatMap((node) => node.steps);
  const { text, file, sum } = outputs;
  const artifacts = createFsArtifactStore(join(dataFolder, 'artifacts'));
  const stored = isArtifactRef(file) ? await artifacts.stat(file.$artifact) : undefined;
  return {
    status,
    sequences,
    steps: steps.length,
    text,
    isWhole: stored !== undefined && isArtifactRef(file) && sum === file.$artifact,
    errors: steps.flatMap(({ error }) =>
      error ? [{ code: error.code, message: error.message }] : [],
    ),
  };
}
