import { artifactNotFound } from './artifact-not-found.ts';
import type { ArtifactRef } from './artifact-ref.ts';
import type { ArtifactInventory, StoredArtifact } from './artifact-inventory.ts';
import type { ArtifactStore, ByteSource, PutOptions } from './artifact-store.ts';
import { describeContent, headBytes } from './describe-content.ts';
import { iterateSource } from './iterate-source.ts';
import { measureMedia } from './measure-media.ts';
import { readAll } from './read-all.ts';
import { systemClock, type Clock } from '../platform/clock.ts';

interface Entry {
  ref: ArtifactRef;
  bytes: Uint8Array;
  touchedAt: number;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Makes an artifact store that keeps everything in memory, for tests and browsers. Files are gone
 * with the store.
 *
 * @param clock - Says when files are put and asked for. @defaultValue that of the machine
 */
export function createMemoryArtifactStore(
  clock: Pick<Clock, 'now'> = systemClock,
): ArtifactStore & ArtifactInventory {
  const entries = new Map<string, Entry>();

  async function put(source: ByteSource, options: PutOptions = {}): Promise<ArtifactRef> {
    const bytes = new Uint8Array(await readAll(iterateSource(source, options.signal)));
    const id = await sha256(bytes);
    const known = entries.get(id);
    if (known) known.touchedAt = clock.now();
    if (known && known.ref.mediaType !== 'application/octet-stream') return { ...known.ref };
    const described = describeContent({
      id,
      head: bytes.subarray(0, headBytes),
      sizeBytes: bytes.length,
      declaredMediaType: options.mediaType,
    });
    const ref = await measureMedia(described, (start, end) => bytes.subarray(start, end));
    entries.set(id, { ref, bytes, touchedAt: clock.now() });
    return { ...ref };
  }

  async function* read(
    id: string,
    range?: { start: number; end: number },
  ): AsyncGenerator<Uint8Array> {
    const entry = entries.get(id);
    if (!entry) throw artifactNotFound(id);
    // Whoever reads may write into what it gets: hand out copies.
    const piece = entry.bytes.slice(range?.start ?? 0, range?.end);
    if (piece.length > 0) yield piece;
  }

  async function* list(): AsyncGenerator<StoredArtifact> {
    for (const [id, { bytes, touchedAt }] of entries) {
      yield { id, sizeBytes: bytes.length, touchedAt };
    }
  }

  return {
    put,
    read,
    async stat(id) {
      const entry = entries.get(id);
      if (entry) entry.touchedAt = clock.now();
      return entry && { ...entry.ref };
    },
    async delete(id) {
      entries.delete(id);
    },
    list,
    async deleteUntouched(id, moment) {
      const entry = entries.get(id);
      return entry !== undefined && entry.touchedAt < moment && entries.delete(id);
    },
    async sweepTorn() {
      // What is torn never came in.
    },
  };
}
