import type { ArtifactRef, ArtifactStore, EngineError, UrlFetcher } from '@catena/engine';
import { request, type Dispatcher } from 'undici';

const mostRedirections = 5;
const worthAnotherTry: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Why a file did not come: the connection, or what the server or a limit said. */
export type DownloadFailure =
  { cause: unknown } | { reason: string; status?: number; retryable: boolean };

export interface DownloadOptions {
  artifacts: ArtifactStore;
  signal: AbortSignal;
  dispatcher: Dispatcher;
  /** Sent to this origin only, not along redirections. */
  headers?: Readonly<Record<string, string>>;
  maxBytes: number;
  /** Takes over where a redirection leads to another origin; such are followed to https only without it. */
  elsewhere?: UrlFetcher | undefined;
  onFailure(failure: DownloadFailure): EngineError;
}

/** Streams a file into the store; its type is that of its content, else that which the server says. */
export async function downloadFile(url: URL, options: DownloadOptions): Promise<ArtifactRef> {
  const { artifacts, signal, onFailure, maxBytes } = options;
  const answer = await open(url, options);
  if (answer instanceof URL) return answerFrom(answer, options);
  const { statusCode: status, headers, body } = answer;
  // Letting go of a body counts as its failure.
  body.on('error', () => undefined);
  if (status < 200 || status > 299) {
    body.destroy();
    const retryable = worthAnotherTry.has(status);
    throw onFailure({ reason: `its server answered ${status}`, status, retryable });
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) {
    body.destroy();
    throw tooLarge(options);
  }
  const type = headers['content-type'];
  const mediaType = typeof type === 'string' ? type : undefined;
  const reading = { failed: undefined as unknown };
  try {
    return await artifacts.put(limited(body, options, reading), {
      signal,
      ...(mediaType !== undefined && { mediaType }),
    });
  } catch (error) {
    if (reading.failed === error && !signal.aborted) throw onFailure({ cause: error });
    throw error;
  }
}

function answerFrom(url: URL, { elsewhere, signal, onFailure }: DownloadOptions) {
  if (elsewhere) return elsewhere.fetch(url.href, { signal });
  throw onFailure({ reason: 'it leads to where nothing is fetched from', retryable: false });
}

/** The answer at the end of the redirections, or the address where another has to go on. */
async function open(start: URL, options: DownloadOptions): Promise<Dispatcher.ResponseData | URL> {
  const { signal, dispatcher, onFailure } = options;
  let url = start;
  for (let hop = 0; hop <= mostRedirections; hop += 1) {
    let answer: Dispatcher.ResponseData;
    try {
      const own = url.origin === start.origin ? options.headers : {};
      const headers = { accept: '*/*', 'user-agent': 'catena', ...own };
      answer = await request(url, { headers, dispatcher, signal });
    } catch (cause) {
      signal.throwIfAborted();
      throw onFailure({ cause });
    }
    const location = answer.headers['location'];
    if (answer.statusCode < 300 || answer.statusCode > 399 || typeof location !== 'string') {
      return answer;
    }
    answer.body.on('error', () => undefined).destroy();
    if (!URL.canParse(location, url.href)) break;
    const next = new URL(location, url);
    const isForeign = next.origin !== start.origin;
    if (isForeign && (options.elsewhere || next.protocol !== 'https:')) return next;
    url = next;
  }
  throw onFailure({ reason: 'it was redirected too often', retryable: false });
}

/** A failure of the store is not one of the network: they are told apart by who threw. */
async function* limited(
  body: AsyncIterable<Uint8Array>,
  options: DownloadOptions,
  reading: { failed: unknown },
): AsyncGenerator<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  let sizeBytes = 0;
  try {
    for (;;) {
      const next = await pieces.next().catch((error: unknown) => {
        reading.failed = error;
        throw error;
      });
      if (next.done === true) return;
      sizeBytes += next.value.byteLength;
      if (sizeBytes > options.maxBytes) throw tooLarge(options);
      yield next.value;
    }
  } finally {
    await pieces.return?.();
  }
}

function tooLarge({ onFailure, maxBytes }: DownloadOptions): EngineError {
  return onFailure({ reason: `it is larger than ${maxBytes} bytes`, retryable: false });
}
