import { z } from 'zod';

/** The run that a tab showed, and what its events do not say of it. */
export interface RememberedRun {
  runId: string;
  dry?: boolean | undefined;
  targets?: string[] | undefined;
  /** By how much the seeds of the document were raised for it. */
  seedStep?: number | undefined;
}

/** Which run each open document showed, for when the page is loaded again. */
export interface RunMemory {
  recall(key: string): RememberedRun | undefined;
  remember(key: string, run: RememberedRun): void;
  forget(key: string): void;
}

const storageKey = 'catena.runs';
const mostEntries = 100;

const schema = z.record(
  z.string(),
  z.object({
    runId: z.string(),
    dry: z.boolean().optional(),
    targets: z.array(z.string()).optional(),
    seedStep: z.int().optional(),
  }),
);

/** Remembers in this browser tab; forgets with it. */
export function createRunMemory(storage: Storage | undefined): RunMemory {
  function load(): Record<string, RememberedRun> {
    try {
      return schema.parse(JSON.parse(storage?.getItem(storageKey) ?? '{}'));
    } catch {
      return {};
    }
  }
  function change(key: string, run: RememberedRun | undefined) {
    const { [key]: _before, ...others } = load();
    const entries = Object.entries(run ? { ...others, [key]: run } : others).slice(-mostEntries);
    try {
      storage?.setItem(storageKey, JSON.stringify(Object.fromEntries(entries)));
    } catch {
      // A full or forbidden storage only means that the latest run is shown after a reload.
    }
  }
  return {
    recall: (key) => load()[key],
    remember: change,
    forget: (key) => change(key, undefined),
  };
}
