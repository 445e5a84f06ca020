import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../artifact/artifact-store.ts';
import { headBytes } from '../artifact/describe-content.ts';
import { iterateSource } from '../artifact/iterate-source.ts';
import { makeFolder } from './make-folder.ts';
import { toStorageError } from './storage-error.ts';

/** A file that has arrived whole but is not stored yet. */
export interface IncomingFile {
  path: string;
  /** SHA-256, lowercase hex. */
  id: string;
  sizeBytes: number;
  /** Its first bytes. */
  head: Uint8Array;
  /** Flushes what was written to the disk. */
  sync(): Promise<void>;
  /** Lets go of it, and removes it unless it was moved. */
  discard(): Promise<void>;
}

const abandonedAfterMs = 24 * 60 * 60 * 1000;

async function openIncoming(folder: string, path: string): Promise<FileHandle> {
  try {
    await makeFolder(folder);
    return await open(path, 'wx');
  } catch (error) {
    throw await toStorageError(error, { folder, doing: 'create a file' });
  }
}

async function writePieces(
  handle: FileHandle,
  source: ByteSource,
  context: { folder: string; signal: AbortSignal | undefined },
): Promise<{ id: string; sizeBytes: number; head: Uint8Array }> {
  const { folder, signal } = context;
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let sizeBytes = 0;
  const neededBytes = source instanceof Uint8Array ? source.length : undefined;
  for await (const piece of iterateSource(source, signal)) {
    if (sizeBytes < headBytes) head.push(piece.slice(0, headBytes - sizeBytes));
    hash.update(piece);
    try {
      await handle.appendFile(piece);
    } catch (error) {
      throw await toStorageError(error, { folder, doing: 'store a file', neededBytes });
    }
    sizeBytes += piece.length;
  }
  return { id: hash.digest('hex'), sizeBytes, head: Buffer.concat(head) };
}

/** Writes a source to a new file in `folder`, naming it by its content; removes it where that fails. */
export async function receiveFile(
  folder: string,
  source: ByteSource,
  signal?: AbortSignal,
): Promise<IncomingFile> {
  const path = join(folder, randomUUID());
  const handle = await openIncoming(folder, path);
  const discard = async () => {
    // A disk that is full may also fail to close; the first error is the one to tell.
    await handle.close().catch(() => {});
    await rm(path, { force: true }).catch(() => {});
  };
  try {
    const content = await writePieces(handle, source, { folder, signal });
    return { path, ...content, sync: () => handle.sync(), discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

/**
 * Removes what a crash left in the folder before a moment; a day ago where nothing is said. Never fails.
 */
export async function sweepIncoming(
  folder: string,
  moment = Date.now() - abandonedAfterMs,
): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => undefined);
    if (facts && facts.mtimeMs < moment) {
      await rm(path, { force: true }).catch(() => {});
    }
  }
}
