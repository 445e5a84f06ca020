import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { ArtifactRef, ArtifactStore } from '@catena/engine';
import { resourceNotFound, unauthenticated } from '../errors/replicate-error.ts';
import type { FileRecord, FileStore } from '../store/file-store.ts';
import type { KeptSecret } from '../store/kept-secret.ts';
import type { Page, PagePlace } from '../store/page.ts';
import type { FastClock } from '../time/fast-clock.ts';
import { readUpload } from './read-upload.ts';

interface FileServiceParts {
  store: FileStore;
  artifacts: ArtifactStore;
  clock: FastClock;
  secret: KeptSecret;
}

/** Who may read a file without a token, until when. */
export interface DownloadTicket {
  owner: string;
  /** Seconds since the epoch. */
  expiry: string;
  signature: string;
}

const keptMs = 24 * 60 * 60_000;

/** Files that clients upload to use them as inputs. */
export class FileService {
  readonly #parts: FileServiceParts;

  constructor(parts: FileServiceParts) {
    this.#parts = parts;
  }

  /** @throws ReplicateError 400, 413, 415 or 422. */
  async create(
    body: AsyncIterable<Uint8Array>,
    contentType: string | undefined,
  ): Promise<FileRecord> {
    const { artifacts, clock, store } = this.#parts;
    const { ref, name, md5, metadata, ...upload } = await readUpload(body, {
      artifacts,
      contentType,
    });
    const createdAt = clock.now();
    const file: FileRecord = {
      // As Replicate's: base64url of a UUID.
      id: Buffer.from(randomUUID()).toString('base64url'),
      artifact: ref.$artifact,
      name,
      contentType: upload.contentType,
      sizeBytes: ref.sizeBytes,
      md5,
      metadata,
      createdAt,
      expiresAt: Math.round(createdAt + clock.real(keptMs)),
    };
    store.insert(file);
    return file;
  }

  /** @throws ReplicateError 404. */
  get(id: string): FileRecord {
    this.#removeExpired();
    const file = this.#parts.store.get(id);
    if (!file) throw resourceNotFound();
    return file;
  }

  list(from?: PagePlace): Page<FileRecord> {
    this.#removeExpired();
    return this.#parts.store.list(from);
  }

  /** @throws ReplicateError 404. */
  delete(id: string): void {
    this.#removeExpired();
    if (!this.#parts.store.delete(id)) throw resourceNotFound();
  }

  /**
   * The content of a file.
   *
   * @throws ReplicateError 404.
   */
  async content(id: string): Promise<ArtifactRef> {
    const file = this.get(id);
    const ref = await this.#parts.artifacts.stat(file.artifact);
    if (!ref) throw resourceNotFound();
    return { ...ref, mediaType: 'application/octet-stream' };
  }

  /** Signs as Replicate's documentation says: owner, id and expiry. */
  async sign(id: string, { owner, expiry }: Omit<DownloadTicket, 'signature'>): Promise<string> {
    const key = Buffer.from(await this.#parts.secret.value(), 'base64');
    return createHmac('sha256', key).update(`${owner} ${id} ${expiry}`).digest('base64');
  }

  /** @throws ReplicateError 401 for a ticket that is wrong or has run out. */
  async checkTicket(id: string, ticket: DownloadTicket): Promise<void> {
    const expected = Buffer.from(await this.sign(id, ticket));
    const given = Buffer.from(ticket.signature);
    const isRight = given.length === expected.length && timingSafeEqual(given, expected);
    const isCurrent = Number(ticket.expiry) * 1000 > this.#parts.clock.now();
    if (!isRight || !isCurrent) throw unauthenticated();
  }

  #removeExpired(): void {
    this.#parts.store.removeExpired(this.#parts.clock.now());
  }
}

/** A file as Replicate's API shows it. */
export function toFileObject(file: FileRecord, baseUrl: string) {
  return {
    id: file.id,
    name: file.name,
    content_type: file.contentType,
    size: file.sizeBytes,
    etag: file.md5,
    checksums: { sha256: file.artifact, md5: file.md5 },
    metadata: file.metadata,
    created_at: new Date(file.createdAt).toISOString(),
    expires_at: new Date(file.expiresAt).toISOString(),
    urls: { get: `${baseUrl}/v1/files/${file.id}` },
  };
}
