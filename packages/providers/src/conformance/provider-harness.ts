import type { ArtifactRef, ArtifactStore, Provider } from '@catena/engine';

/** The parts of a test runner that the suite needs; those of Vitest and Jest fit. */
export interface ConformanceRunner {
  describe: (title: string, define: () => void) => void;
  it: (title: string, test: () => Promise<void>) => void;
  beforeAll: (prepare: () => Promise<void>) => void;
  afterAll: (finish: () => Promise<void>) => void;
}

/** A model and an input for it. */
export interface ModelCase {
  /** `owner/name` or `owner/name:version` */
  model: string;
  input: Record<string, unknown>;
}

/** A model whose output is, or holds, one file. */
export interface FileCase extends ModelCase {
  /** What the store must say of the file. */
  facts: { mediaType: string; width?: number; height?: number; durationMs?: number };
}

/** A model that takes a file and gives something that depends on its content. */
export interface FileInputCase {
  model: string;
  content: Uint8Array;
  input(file: ArtifactRef): Record<string, unknown>;
  /** @throws where the output does not belong to the content. */
  check(output: unknown): void;
}

/** Which models of a provider do what; what a provider has no model for is left out and not tested. */
export interface ProviderModels {
  /** Succeeds within seconds, with an output that holds no file. */
  quick: ModelCase & { output?: unknown };
  /** Goes on for a minute at least, unless it is canceled. */
  slow: ModelCase;
  /** Refused because of a value in its input. */
  refused: ModelCase;
  /** Names of models and versions that are not there. */
  unknown: { model: string; version?: string };
  file?: FileCase;
  fileInput?: FileInputCase;
  /** Runs and then fails, saying `message`. */
  failing?: ModelCase & { message: string };
  /** Gives its text piece by piece. */
  streaming?: ModelCase & { text: string };
  /** Tells how far it is: a fraction or lines of a log. */
  telling?: ModelCase;
  /** Does not begin to compute before its deadline. */
  booting?: ModelCase;
}

/** A provider that is ready to be tested. */
export interface ProviderSession {
  provider: Provider;
  artifacts: ArtifactStore;
  models: ProviderModels;
  /** A deadline that is long enough to begin and short enough to wait for. */
  deadlineMs: number;
  close(): Promise<void>;
}

/** Sets a provider up for the suite. */
export interface ProviderHarness {
  name: string;
  start(): Promise<ProviderSession>;
}
