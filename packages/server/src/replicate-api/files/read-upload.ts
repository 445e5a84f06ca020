import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { EngineError, type ArtifactRef, type ArtifactStore } from '@catena/engine';
import { ReplicateError } from '../errors/replicate-error.ts';

/** Largest file that can be uploaded: 100 MiB. */
export const largestFileBytes = 100 * 1024 * 1024;

/** Room for what stands around the file. */
export const largestUploadBytes = largestFileBytes + 1024 * 1024;

const longestNameBytes = 255;
const largestFieldBytes = 256 * 1024;

/** A file as it was uploaded. */
export interface Upload {
  ref: ArtifactRef;
  /** Without a folder. */
  name: string;
  contentType: string;
  /** Hex. */
  md5: string;
  metadata: Record<string, unknown>;
}

function invalidUpload(detail: string, status = 400): ReplicateError {
  return new ReplicateError({ detail, status });
}

export function fileTooLarge(): ReplicateError {
  const detail = 'The file is larger than 100 MiB, the most that can be uploaded';
  return new ReplicateError(
    { title: 'File too large', detail, status: 413 },
    { connection: 'close' },
  );
}

interface StoredContent {
  ref: ArtifactRef;
  md5: string;
  name: string | undefined;
  type: string;
}

async function storeContent(artifacts: ArtifactStore, content: Readable, type: string) {
  const md5 = createHash('md5');
  let sizeBytes = 0;
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const piece of content as AsyncIterable<Uint8Array>) {
      sizeBytes += piece.byteLength;
      if (sizeBytes > largestFileBytes) throw fileTooLarge();
      md5.update(piece);
      yield piece;
    }
  }
  const ref = await artifacts.put(measured(), { mediaType: type });
  return { ref, md5: md5.digest('hex') };
}

function readMetadata(text: string | undefined): Record<string, unknown> {
  if (text === undefined || text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidUpload('metadata is not JSON', 422);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw invalidUpload('metadata must be a JSON object', 422);
}

/** The last part of a path, without what no file can be called. Browsers write a quote as `%22`. */
export function cleanFileName(name: string): string {
  const last = name.replaceAll('%22', '"').split(/[/\\]/).at(-1) ?? '';
  // oxlint-disable-next-line no-control-regex
  const clean = last.replaceAll(/[\u0000-\u001f\u007f]/g, '').trim();
  return /^\.{0,2}$/.test(clean) ? '' : clean;
}

async function readText(part: Readable): Promise<string> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of part as AsyncIterable<Uint8Array>) {
    sizeBytes += piece.byteLength;
    if (sizeBytes > largestFieldBytes) throw invalidUpload('A part of the form is too large', 413);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Gathers the parts of a form: the file goes to the store as it comes, the rest is short. */
class UploadForm {
  readonly parser: BusboyInstance;
  readonly #artifacts: ArtifactStore;
  readonly #texts = new Map<string, string>();
  readonly #work: Promise<void>[] = [];
  readonly #parts: Readable[] = [];
  readonly #failed = new AbortController();
  #content: StoredContent | undefined;

  constructor(artifacts: ArtifactStore, contentType: string) {
    this.#artifacts = artifacts;
    this.parser = new Busboy({
      headers: { 'content-type': contentType } as BusboyHeaders,
      preservePath: true,
      // Each part is read as a stream: a field may be a file here, and the file a field.
      isPartAFile: () => true,
      limits: { files: 8, parts: 8, headerPairs: 32, headerSize: 16 * 1024 },
    });
    this.parser.on('file', (field, part, ...facts) => {
      // The type forgets that the name may be missing.
      const [name, , type] = facts as [string | undefined, string, string];
      // The parser says of a part that is cut off so, whether somebody reads it yet or not.
      part.on('error', () => undefined);
      this.#parts.push(part);
      const work = this.#take(field, part, { name, type });
      work.catch(() => this.#failed.abort());
      this.#work.push(work);
    });
  }

  /** Aborted when a part cannot be taken: the rest need not come. */
  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  /** @throws ReplicateError where something is missing or wrong. */
  async finish(): Promise<Upload> {
    await Promise.all(this.#work);
    if (!this.#content) throw invalidUpload('content is required', 422);
    const { ref, md5, name: given, type } = this.#content;
    const name = cleanFileName(this.#texts.get('filename') ?? given ?? '');
    if (name === '') throw invalidUpload('filename is required', 422);
    if (Buffer.byteLength(name) > longestNameBytes) {
      throw invalidUpload(`filename must have at most ${longestNameBytes} bytes`, 422);
    }
    const metadata = readMetadata(this.#texts.get('metadata'));
    return { ref, md5, name, contentType: this.#texts.get('type') ?? type, metadata };
  }

  /** Ends what still waits for a rest; resolves to what went wrong with a part itself. */
  async giveUp(): Promise<EngineError | undefined> {
    for (const part of this.#parts) part.destroy(new Error('The form was cut off.'));
    const settled = await Promise.allSettled(this.#work);
    const reasons = settled.map((work) => (work.status === 'rejected' ? work.reason : undefined));
    return reasons.find((reason) => EngineError.isInstance(reason));
  }

  async #take(
    field: string,
    part: Readable,
    { name, type }: { name: string | undefined; type: string },
  ): Promise<void> {
    if (field === 'content' && !this.#content) {
      const stored = await storeContent(this.#artifacts, part, type);
      this.#content = { ...stored, name, type };
    } else if (['metadata', 'filename', 'type'].includes(field)) {
      this.#texts.set(field, await readText(part));
    } else {
      part.resume();
    }
  }
}

function createForm(artifacts: ArtifactStore, contentType: string | undefined): UploadForm {
  if (!/^multipart\/form-data\s*;/i.test(contentType ?? '')) {
    throw invalidUpload('The body must be multipart/form-data with a part named content', 415);
  }
  try {
    return new UploadForm(artifacts, contentType ?? '');
  } catch {
    throw invalidUpload('The boundary of the form is missing');
  }
}

/**
 * Reads an upload, and stores the file as it comes.
 *
 * @param body - Bounded in size and pace by who calls.
 * @throws ReplicateError 400, 413, 415 or 422; HttpError of the body; errors of the artifact store.
 */
export async function readUpload(
  body: AsyncIterable<Uint8Array>,
  { artifacts, contentType }: { artifacts: ArtifactStore; contentType: string | undefined },
): Promise<Upload> {
  const form = createForm(artifacts, contentType);
  try {
    await pipeline(Readable.from(body), form.parser, { signal: form.failed });
  } catch (error) {
    const failure = (await form.giveUp()) ?? error;
    throw EngineError.isInstance(failure)
      ? failure
      : invalidUpload('The form is malformed or was cut off');
  }
  return form.finish();
}
