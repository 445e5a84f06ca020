import type { ErrorRecord } from '@catena/engine';

/** What the parent asks of the runner process; one at a time. */
export interface RunnerRequest {
  id: string;
  model: string;
  /** Checked, with defaults; files are `InputFile`. */
  input: Record<string, unknown>;
  /** An existing folder for the files of the output. */
  outputFolder: string;
}

/** What the runner process tells of the request under way. */
export type RunnerMessage =
  | { type: 'loading'; id: string }
  | { type: 'predicting'; id: string }
  | { type: 'progress'; id: string; fraction: number; phase?: string }
  | { type: 'succeeded'; id: string; output: unknown }
  | { type: 'failed'; id: string; error: ErrorRecord };

/** What the process that prepares weights tells of them. */
export type PrepareMessage =
  | { type: 'progress'; phase: string; fraction: number }
  | { type: 'done' }
  | { type: 'failed'; error: ErrorRecord };
