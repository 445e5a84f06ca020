import type { ArtifactRef } from './artifact-ref.ts';

/** Bytes, whole or in pieces; pieces are consumed one by one and never gathered. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

export interface PutOptions {
  /** Used where the content itself does not tell. */
  mediaType?: string;
  signal?: AbortSignal;
}

/** Keeps files by the SHA-256 of their content. Equal content is stored once. */
export interface ArtifactStore {
  /**
   * Stores a file; a torn write leaves nothing behind.
   *
   * @throws EngineError `storage-full` or `storage-failed`.
   */
  put(source: ByteSource, options?: PutOptions): Promise<ArtifactRef>;
  /**
   * The facts of an artifact, or undefined where there is none of this id. Who asks is about to use it:
   * like `put`, it keeps the file from being collected as garbage for a while.
   */
  stat(id: string): Promise<ArtifactRef | undefined>;
  /**
   * Streams the content, all of it or the bytes from `start` (inclusive) to `end` (exclusive).
   *
   * @throws EngineError `artifact-not-found`.
   */
  read(id: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array>;
  /** Where the file lies on this machine's disk, for readers in other processes; undefined where it does not. */
  localPath?(id: string): Promise<string | undefined>;
  delete(id: string): Promise<void>;
}
