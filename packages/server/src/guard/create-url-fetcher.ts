import { lookup } from 'node:dns/promises';
import type { Dispatcher } from 'undici';
import { EngineError, type ArtifactRef, type ArtifactStore, type UrlFetcher } from '@catena/engine';
import { Gate } from '../gate.ts';
import { checkUrl, type CheckedUrl, type ResolveName, type UrlRules } from './check-url.ts';
import { showUrl, urlFailed, urlRefused } from './url-error.ts';

/** Limits of what is fetched. */
export interface FetchLimits {
  /** Largest file. @defaultValue 2 GiB */
  maxBytes?: number;
  /** Most redirections of one address. @defaultValue 5 */
  maxRedirects?: number;
  /** Longest time of one file, redirections included, in milliseconds. @defaultValue 10 minutes */
  totalMs?: number;
  /** Longest time without a sign of life, in milliseconds. @defaultValue 30 seconds */
  silenceMs?: number;
  /** Files that are fetched at once. @defaultValue 8 */
  concurrency?: number;
}

/** What a fetcher is made with. */
export interface UrlFetcherOptions {
  artifacts: ArtifactStore;
  /** Exact origins that may be reached wherever they are, e.g. of configured providers. */
  allowedOrigins?: readonly string[];
  limits?: FetchLimits;
  /** @defaultValue the resolver of the machine */
  resolve?: ResolveName;
  /** Where to connect for an address that was checked; for tests. @defaultValue the address itself */
  route?: (address: string) => string;
}

const defaultLimits: Required<FetchLimits> = {
  maxBytes: 2 * 1024 ** 3,
  maxRedirects: 5,
  totalMs: 10 * 60_000,
  silenceMs: 30_000,
  concurrency: 8,
};

const connectMs = 10_000;
const redirections: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const timeouts: ReadonlySet<unknown> = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const worthAnotherTry: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

async function resolveByMachine(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

type Answer = Dispatcher.ResponseData;

/**
 * Fetches files for workflows that may come from strangers.
 *
 * 1. Each hop is checked by itself: the address that was asked for, and every redirection.
 * 2. The connection is made to an IP address that was checked; the name is not resolved again.
 * 3. Nothing of this machine is sent along: no cookies, no credentials.
 */
class GuardedFetcher implements UrlFetcher {
  readonly #artifacts: ArtifactStore;
  readonly #rules: UrlRules;
  readonly #limits: Required<FetchLimits>;
  readonly #route: (address: string) => string;
  readonly #gate: Gate;

  constructor(options: UrlFetcherOptions) {
    this.#artifacts = options.artifacts;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#route = options.route ?? ((address) => address);
    this.#gate = new Gate(this.#limits.concurrency);
    this.#rules = {
      allowedOrigins: new Set(options.allowedOrigins),
      resolve: options.resolve ?? resolveByMachine,
    };
  }

  fetch(url: string, { signal }: { signal: AbortSignal }): Promise<ArtifactRef> {
    return this.#gate.run(async () => {
      signal.throwIfAborted();
      const deadline = AbortSignal.timeout(this.#limits.totalMs);
      const checked = await checkUrl(url, this.#rules);
      return this.#follow(checked, AbortSignal.any([signal, deadline]));
    });
  }

  async #follow(start: CheckedUrl, signal: AbortSignal): Promise<ArtifactRef> {
    let hop = start;
    for (let count = 0; count <= this.#limits.maxRedirects; count += 1) {
      const outcome = await this.#visit(hop, signal);
      if ('$artifact' in outcome) return outcome;
      hop = await checkUrl(outcome.location, this.#rules, hop.url);
    }
    const { maxRedirects } = this.#limits;
    throw urlFailed(showUrl(start.url), `it was redirected more than ${maxRedirects} times`);
  }

  /** Asks for one address: gives the file, or where to look for it. */
  async #visit(
    { url, addresses }: CheckedUrl,
    signal: AbortSignal,
  ): Promise<ArtifactRef | { location: string }> {
    const { silenceMs } = this.#limits;
    // Loaded with the first address: most runs name none.
    const { request } = await import('undici');
    const { createPinnedAgent } = await import('./pinned-agent.ts');
    const agent = createPinnedAgent(addresses.map(this.#route), { connectMs, silenceMs });
    try {
      const answer = await request(url, {
        dispatcher: agent,
        signal,
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'catena' },
      });
      const location = firstOf(answer.headers.location);
      if (redirections.has(answer.statusCode) && location !== undefined) return { location };
      return await this.#store(url, answer, signal);
    } catch (error) {
      throw this.#translate(url, error);
    } finally {
      // Ends the connection too where the answer was not read to its end.
      await agent.destroy();
    }
  }

  async #store(url: URL, answer: Answer, signal: AbortSignal): Promise<ArtifactRef> {
    const { statusCode, headers, body } = answer;
    const shown = showUrl(url);
    if (statusCode < 200 || statusCode > 299) {
      const retryable = worthAnotherTry.has(statusCode);
      throw urlFailed(shown, `its server answered ${statusCode}`, {
        retryable,
        status: statusCode,
      });
    }
    const encoding = firstOf(headers['content-encoding']) ?? 'identity';
    if (encoding !== 'identity') {
      throw urlFailed(shown, 'its server sends it compressed, though it was asked not to');
    }
    if (Number(headers['content-length'] ?? 0) > this.#limits.maxBytes) throw this.#tooLarge(url);
    const mediaType = firstOf(headers['content-type']);
    return this.#artifacts.put(this.#limited(url, body), {
      signal,
      ...(mediaType !== undefined && { mediaType }),
    });
  }

  async *#limited(url: URL, body: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
    let sizeBytes = 0;
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      sizeBytes += piece.byteLength;
      if (sizeBytes > this.#limits.maxBytes) throw this.#tooLarge(url);
      yield piece;
    }
  }

  #tooLarge(url: URL): EngineError {
    const reason = `it is larger than ${this.#limits.maxBytes} bytes`;
    return urlRefused(showUrl(url), reason, 'Use a smaller file.');
  }

  #translate(url: URL, error: unknown): EngineError {
    if (EngineError.isInstance(error)) return error;
    const shown = showUrl(url);
    const options = { retryable: true, cause: error };
    const isLate =
      error instanceof Error &&
      (error.name === 'TimeoutError' || ('code' in error && timeouts.has(error.code)));
    if (isLate) return urlFailed(shown, 'its server takes too long', options);
    const isAborted = error instanceof Error && error.name === 'AbortError';
    if (isAborted) return urlFailed(shown, 'nobody needs it any more', { cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    return urlFailed(shown, `the connection failed (${reason || 'no reason given'})`, options);
  }
}

/** Makes the fetcher of files that workflows name by address; see {@link UrlRules} for what it refuses. */
export function createUrlFetcher(options: UrlFetcherOptions): UrlFetcher {
  return new GuardedFetcher(options);
}
