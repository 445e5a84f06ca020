import type { CrashKind } from './crash-graph.ts';

/** What a child process is told. */
export interface ChildOrder {
  dataFolder: string;
  /** Of the server that answers as Replicate does. */
  url: string;
  kind: CrashKind;
  /** Part of every text that the run works with. */
  label: string;
  /** Whether it asks the provider for predictions whose answer was lost, rather than sending them again. */
  guarded: boolean;
}

/** What a child process says, a line each. `stuck`: three before it had brought the run no further. */
export type ChildWord = 'stuck' | 'began' | 'ended';
