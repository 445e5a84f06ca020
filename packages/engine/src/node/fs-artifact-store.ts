// Keeps artifacts as files: <folder>/sha256/ab/cdef… and, beside it, cdef….json with the facts.
//
// 1. A file under `sha256` is whole: it is written and synced under `incoming`, then renamed.
// 2. The facts are in place before the content; content without facts is described anew.
// 3. What fails, is aborted or is cut off by a crash leaves nothing under `sha256`; what a crash
//    left under `incoming` is swept a day later.
// 4. The time of a file is that of its last use. `discard-file.ts` deletes by that time, and whoever
//    puts known content sets the time first and looks afterwards whether the file is still there.
import { createReadStream } from 'node:fs';
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactNotFound } from '../artifact/artifact-not-found.ts';
import { isArtifactRef, type ArtifactRef } from '../artifact/artifact-ref.ts';
import type { ArtifactInventory, StoredArtifact } from '../artifact/artifact-inventory.ts';
import type { ArtifactStore, ByteSource, PutOptions } from '../artifact/artifact-store.ts';
import { describeContent, headBytes } from '../artifact/describe-content.ts';
import { isMeasurable, measureMedia } from '../artifact/measure-media.ts';
import { readAll } from '../artifact/read-all.ts';
import { discardUntouched, listFiles, sweepDiscarded } from './discard-file.ts';
import { receiveFile, sweepIncoming, type IncomingFile } from './incoming-file.ts';
import { publishFile, writeSmallFile } from './publish-file.ts';
import { toStorageError } from './storage-error.ts';

const sha256 = /^[0-9a-f]{64}$/;

/** A look at a file sets its time no more often than this: many looks are cheap. */
const touchEveryMs = 10 * 60 * 1000;

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Facts that do not stand at the beginning of the file. */
async function measureFile(ref: ArtifactRef, path: string): Promise<ArtifactRef> {
  if (!isMeasurable(ref)) return ref;
  const file = await open(path);
  try {
    return await measureMedia(ref, async (start, end) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(end - start), {
        position: start,
      });
      return buffer.subarray(0, bytesRead);
    });
  } finally {
    await file.close();
  }
}

class FsArtifactStore implements ArtifactStore, ArtifactInventory {
  readonly #folder: string;
  #swept: Promise<void> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(source: ByteSource, options: PutOptions = {}): Promise<ArtifactRef> {
    this.#swept ??= sweepIncoming(join(this.#folder, 'incoming'));
    await this.#swept;
    const file = await receiveFile(join(this.#folder, 'incoming'), source, options.signal);
    try {
      return await this.#keep(file, options.mediaType);
    } catch (error) {
      throw await toStorageError(error, {
        folder: this.#folder,
        doing: 'store a file',
        neededBytes: file.sizeBytes,
      });
    } finally {
      await file.discard();
    }
  }

  async stat(id: string): Promise<ArtifactRef | undefined> {
    const path = this.#pathOf(id);
    if (path === undefined) return undefined;
    const sizeBytes = await this.#touch(path, touchEveryMs);
    if (sizeBytes === undefined) return undefined;
    return (await this.#readFacts(path, sizeBytes)) ?? (await this.#describe(id, path, sizeBytes));
  }

  async *read(id: string, range?: { start: number; end: number }): AsyncGenerator<Uint8Array> {
    const path = this.#pathOf(id);
    if (path === undefined) throw artifactNotFound(id);
    if (range && range.end <= range.start) {
      if ((await this.#sizeOf(path)) === undefined) throw artifactNotFound(id);
      return;
    }
    const stream = createReadStream(path, {
      highWaterMark: 256 * 1024,
      ...(range && { start: range.start, end: range.end - 1 }),
    });
    try {
      for await (const chunk of stream) yield chunk as Uint8Array;
    } catch (error) {
      if (isMissing(error)) throw artifactNotFound(id, error);
      throw await toStorageError(error, { folder: this.#folder, doing: 'read a file' });
    }
  }

  async localPath(id: string): Promise<string | undefined> {
    const path = this.#pathOf(id);
    return path !== undefined && (await this.#sizeOf(path)) !== undefined ? path : undefined;
  }

  async delete(id: string): Promise<void> {
    const path = this.#pathOf(id);
    if (path === undefined) return;
    try {
      await rm(path, { force: true });
      await rm(`${path}.json`, { force: true });
    } catch (error) {
      throw await toStorageError(error, { folder: this.#folder, doing: 'delete a file' });
    }
  }

  async *list(): AsyncGenerator<StoredArtifact> {
    yield* listFiles(this.#folder);
  }

  async deleteUntouched(id: string, moment: number): Promise<boolean> {
    const path = this.#pathOf(id);
    if (path === undefined) return false;
    try {
      return await discardUntouched({ folder: this.#folder, id, path }, moment);
    } catch (error) {
      throw await toStorageError(error, { folder: this.#folder, doing: 'delete a file' });
    }
  }

  async sweepTorn(moment: number): Promise<void> {
    await sweepIncoming(join(this.#folder, 'incoming'), moment);
    await sweepDiscarded(this.#folder, moment);
  }

  async #keep(file: IncomingFile, declaredMediaType?: string): Promise<ArtifactRef> {
    const path = join(this.#folder, 'sha256', file.id.slice(0, 2), file.id.slice(2));
    const isKnown = (await this.#touch(path, 0)) === file.sizeBytes;
    const facts = isKnown ? await this.#readFacts(path, file.sizeBytes) : undefined;
    if (facts && facts.mediaType !== 'application/octet-stream') return facts;
    const ref = await measureFile(describeContent({ ...file, declaredMediaType }), file.path);
    await writeSmallFile(`${path}.json`, JSON.stringify(ref), file.path);
    if (isKnown) return ref;
    await publishFile(file, path);
    // Facts of an earlier file may have been on their way out.
    const areKept = (await this.#readFacts(path, file.sizeBytes)) !== undefined;
    if (!areKept) await writeSmallFile(`${path}.json`, JSON.stringify(ref), file.path);
    return ref;
  }

  /** Sets the time of a file to now, where it is older than this; its size, if it is still there then. */
  async #touch(path: string, olderThanMs: number): Promise<number | undefined> {
    try {
      const now = new Date();
      const { size, mtimeMs } = await stat(path);
      if (now.getTime() - mtimeMs < olderThanMs) return size;
      await utimes(path, now, now);
      return (await stat(path)).size;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw await toStorageError(error, { folder: this.#folder, doing: 'look for a file' });
    }
  }

  #pathOf(id: string): string | undefined {
    return sha256.test(id) ? join(this.#folder, 'sha256', id.slice(0, 2), id.slice(2)) : undefined;
  }

  async #sizeOf(path: string): Promise<number | undefined> {
    try {
      return (await stat(path)).size;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw await toStorageError(error, { folder: this.#folder, doing: 'look for a file' });
    }
  }

  async #readFacts(path: string, sizeBytes: number): Promise<ArtifactRef | undefined> {
    try {
      const facts: unknown = JSON.parse(await readFile(`${path}.json`, 'utf8'));
      return isArtifactRef(facts) && facts.sizeBytes === sizeBytes ? facts : undefined;
    } catch {
      return undefined; // Missing or damaged facts are made again from the content.
    }
  }

  async #describe(id: string, path: string, sizeBytes: number): Promise<ArtifactRef> {
    const head = await readAll(this.read(id, { start: 0, end: headBytes }));
    return measureFile(describeContent({ id, head, sizeBytes }), path);
  }
}

/**
 * Makes an artifact store that keeps files below a folder of this machine; the folder is created
 * with the first file. Several processes may share it.
 */
export function createFsArtifactStore(
  folder: string,
): ArtifactStore & ArtifactInventory & Required<Pick<ArtifactStore, 'localPath'>> {
  return new FsArtifactStore(folder);
}
