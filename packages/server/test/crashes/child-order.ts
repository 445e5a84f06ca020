import type { CrashKind } from './crash-graph.ts';

/** What a child process is told. */
export interface ChildOrder {
  dataFolder: string;
  /** Of the server that answers as Replicate does. */
  url: string;
  kind: CrashKind;
  /** Whether it asks the provider for predictions whose answer was lost, rather than sending them again. */
  guarded: boolean;
}

/** What a child process says, a line each. */
export type ChildReport =
  | { type: 'stuck' }
  | { type: 'began'; runId: string }
  | {
      type: 'ended';
      status: string;
      steps: number;
      text: unknown;
      /** Whether the file that came out is the one that was digested. */
      isWhole: boolean;
      errors: string[];
    };
