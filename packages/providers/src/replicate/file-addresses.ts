import type { ArtifactRef, ArtifactStore, Clock } from '@catena/engine';
import { fileSchema } from './replicate-api.ts';
import { replicateError } from './replicate-error.ts';
import type { ReplicateTransport } from './replicate-transport.ts';
import { timeOf } from './to-prediction.ts';
import { writeMultipart } from './write-multipart.ts';

/** Uploads live a day; of a day, this part is left for the prediction to begin. */
const keptShare = 1 / 12;
const defaultLifetimeMs = 24 * 60 * 60_000;
const mostRemembered = 10_000;

interface Address {
  url: string;
  freshUntil: number;
}

export interface FileAddressesParts {
  transport: ReplicateTransport;
  clock: Clock;
  maxUploadBytes: number;
}

/**
 * Where the service finds the content of artifacts: at the address of the output that it was, while
 * that is fresh, else at that of an upload, one for each content.
 */
export class FileAddresses {
  readonly #parts: FileAddressesParts;
  readonly #outputs = new Map<string, Address>();
  readonly #uploads = new Map<string, Promise<Address>>();
  #token: string | undefined;

  constructor(parts: FileAddressesParts) {
    this.#parts = parts;
  }

  /** Notes that an artifact was copied from this address. */
  noteOutput(artifact: string, address: Address): void {
    remember(this.#outputs, artifact, address);
  }

  /** An address for an artifact. @throws EngineError `file-too-large`, or as the upload fails. */
  async of(file: ArtifactRef, artifacts: ArtifactStore): Promise<string> {
    const { transport, clock } = this.#parts;
    const output = this.#outputs.get(file.$artifact);
    if (output && output.freshUntil > clock.now()) return output.url;
    const token = await transport.token();
    // An upload can be used by its owner only.
    if (token !== this.#token) this.#uploads.clear();
    this.#token = token;
    for (;;) {
      const upload = this.#uploads.get(file.$artifact);
      // Nothing is awaited between the look and the start: who comes next finds this one.
      if (!upload) return (await this.#upload(file, artifacts)).url;
      const known = await upload;
      if (known.freshUntil > clock.now()) return known.url;
      if (this.#uploads.get(file.$artifact) === upload) this.#uploads.delete(file.$artifact);
    }
  }

  #upload(file: ArtifactRef, artifacts: ArtifactStore): Promise<Address> {
    const upload = this.#send(file, artifacts);
    remember(this.#uploads, file.$artifact, upload);
    upload.catch(() => {
      if (this.#uploads.get(file.$artifact) === upload) this.#uploads.delete(file.$artifact);
    });
    return upload;
  }

  async #send(file: ArtifactRef, artifacts: ArtifactStore): Promise<Address> {
    const { transport, clock, maxUploadBytes } = this.#parts;
    if (file.sizeBytes > maxUploadBytes) throw tooLarge(file, maxUploadBytes);
    // Looked for here: a body that breaks off is taken for a broken connection, and sent again.
    if (!(await artifacts.stat(file.$artifact))) throw missing(file);
    const multipart = writeMultipart(file, () => artifacts.read(file.$artifact));
    const sentAt = clock.now();
    const { json } = await transport.repeat({
      method: 'POST',
      path: '/files',
      about: 'a file',
      missing: 'provider-error',
      headers: multipart.headers,
      body: multipart.body,
    });
    const uploaded = fileSchema.safeParse(json).data;
    if (!uploaded) throw withoutAddress();
    const from = timeOf(uploaded.created_at);
    const to = timeOf(uploaded.expires_at);
    const lifetimeMs = from !== undefined && to !== undefined ? to - from : defaultLifetimeMs;
    return { url: uploaded.urls.get, freshUntil: sentAt + lifetimeMs * (1 - keptShare) };
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > mostRemembered && oldest !== undefined) map.delete(oldest);
}

function tooLarge(file: ArtifactRef, maxUploadBytes: number) {
  const size = `${Math.ceil(file.sizeBytes / 1024 ** 2)} MiB`;
  return replicateError({
    code: 'file-too-large',
    message: `A file of ${size} cannot be uploaded to Replicate, which takes ${maxUploadBytes / 1024 ** 2} MiB.`,
    hint: 'Make it smaller, or put it where Replicate can fetch it and give its address.',
    effect: 'none',
  });
}

function missing({ $artifact }: ArtifactRef) {
  return replicateError({
    code: 'artifact-not-found',
    message: `There is no artifact ${$artifact}.`,
    hint: 'It may have been deleted; add the file again or run the step that made it.',
    effect: 'none',
  });
}

function withoutAddress() {
  return replicateError({
    code: 'provider-error',
    message: 'Replicate took a file and did not say where it is.',
    hint: 'Check that CATENA_REPLICATE_URL is the address of a Replicate API.',
    effect: 'none',
  });
}
