import {
  EngineError,
  type ArtifactRef,
  type CollectContext,
  type JsonSchema,
  type UrlFetcher,
} from '@catena/engine';
import { readDataUrl } from '../shared/data-url.ts';
import { downloadFile } from '../shared/download-file.ts';
import { mapOutputFiles } from '../shared/map-output-files.ts';
import { toConnectionError } from './connection-error.ts';
import type { FileAddresses } from './file-addresses.ts';
import { replicateError } from './replicate-error.ts';
import type { ReplicateTransport } from './replicate-transport.ts';

const gone: ReadonlySet<unknown> = new Set([401, 403, 404, 410]);

export interface CollectorParts {
  transport: ReplicateTransport;
  addresses: FileAddresses;
  /** Guards addresses elsewhere than at the service itself. */
  fetcher: UrlFetcher | undefined;
  maxBytes: number;
}

/** An output, and until when its addresses can be passed on; milliseconds since the epoch. */
export interface FreshOutput {
  output: unknown;
  openapiSchema: JsonSchema;
  freshUntil: number;
}

/** Copies the files of an output into the store, and notes where they came from while that is fresh. */
export class OutputCollector {
  readonly #parts: CollectorParts;

  constructor(parts: CollectorParts) {
    this.#parts = parts;
  }

  collect({ output, openapiSchema, freshUntil }: FreshOutput, context: CollectContext) {
    const copied = new Map<string, Promise<ArtifactRef>>();
    return mapOutputFiles(output, openapiSchema, (url) => {
      const copy = copied.get(url) ?? this.#copy(url, freshUntil, context);
      copied.set(url, copy);
      return copy;
    });
  }

  async #copy(url: string, freshUntil: number, context: CollectContext): Promise<ArtifactRef> {
    const { artifacts, signal } = context;
    const data = readDataUrl(url);
    if (data) return artifacts.put(data.content, { mediaType: data.mediaType, signal });
    try {
      const copied = await this.#fetch(new URL(url), context);
      this.#parts.addresses.noteOutput(copied.$artifact, { url, freshUntil });
      return copied;
    } catch (error) {
      if (EngineError.isInstance(error) && gone.has(error.details?.['status']))
        throw expired(error);
      throw error;
    }
  }

  async #fetch(url: URL, { artifacts, signal }: CollectContext): Promise<ArtifactRef> {
    const { transport, fetcher, maxBytes } = this.#parts;
    const isOwn = url.origin === transport.origin;
    if (!isOwn && fetcher) return fetcher.fetch(url.href, { signal });
    const token = isOwn ? await transport.token() : undefined;
    const about = 'an output file';
    return downloadFile(url, {
      artifacts,
      signal,
      maxBytes,
      dispatcher: transport.dispatcher,
      elsewhere: fetcher,
      ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
      onFailure: (failure) =>
        'cause' in failure
          ? toConnectionError(failure.cause, { about })
          : replicateError({
              code: 'download-failed',
              message: `An output file could not be fetched: ${failure.reason}.`,
              hint: 'The prediction has been paid for; its file is fetched again before the step fails.',
              retryable: failure.retryable,
              ...(failure.status !== undefined && { details: { status: failure.status } }),
            }),
    });
  }
}

/** Only a person decides to pay again. */
export function expired(cause?: unknown): EngineError {
  return replicateError({
    code: 'output-expired',
    message: 'The output of the prediction is no longer there: Replicate removes it after an hour.',
    hint: 'Run the step again; that makes, and may cost, a new prediction.',
    cause,
  });
}
