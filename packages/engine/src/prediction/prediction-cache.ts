/** The result of an earlier step. */
export interface CacheEntry {
  key: string;
  /** By port; files as artifacts. */
  output: Record<string, unknown>;
  runId: string;
  step: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** What a key was made of: hashes by name, so that two keys can be compared. */
export type KeyParts = Readonly<Record<string, string>>;

/** Keeps results of steps by cache key. Failures and empty outputs are never put into it. */
export interface PredictionCache {
  get(key: string): CacheEntry | undefined;
  /** Keeps a result; `scope` names the place in the workflow, for {@link lastParts}. */
  put(entry: CacheEntry, scope: string, parts: KeyParts): void;
  /** What the last key at this place was made of. */
  lastParts(scope: string): KeyParts | undefined;
  /** Forgets a result, e.g. because a file of it is gone. */
  delete(key: string): void;
  close?(): void;
}
