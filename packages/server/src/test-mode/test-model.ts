import type { ArtifactStore } from '@catena/engine';
import type { CogSchemaParts } from '../cog/cog-schema.ts';

/** A model for testing clients: small, without weights, and it really does what it says. */
export interface TestModel {
  /** `test/…` */
  name: string;
  title: string;
  description: string;
  schema: CogSchemaParts;
  defaultExample: { input: Record<string, unknown> };
  /** Called after the boot; the output's files are artifact references. */
  predict(input: TestInput, context: TestContext): Promise<unknown>;
  /** Milliseconds that the model takes to be ready. @defaultValue 0 */
  bootMs?(input: TestInput): number;
}

/** With its defaults; files are artifact references. */
export type TestInput = Readonly<Record<string, unknown>>;

export interface TestContext {
  artifacts: ArtifactStore;
  /** Aborted when the prediction is to end early. */
  signal: AbortSignal;
  /** Writes to the log, line ends included. */
  log(text: string): void;
  /** Gives the next piece of a streamed text. */
  text(chunk: string): void;
  /** Waits; sooner where the prediction is to end. */
  sleep(delayMs: number): Promise<void>;
}
