import { EngineError, sleep, type Clock, type Random } from '@catena/engine';
import type { Readable } from 'node:stream';
import { request, type Dispatcher } from 'undici';
import { toConnectionError } from './connection-error.ts';
import { replicateError, toReplicateError } from './replicate-error.ts';

const mostAttempts = 5;
const firstDelayMs = 300;
const longestDelayMs = 8_000;
const longestRetryAfterMs = 60_000;
const largestAnswerBytes = 64 * 1024 * 1024;

/** One request of the API. */
export interface ApiRequest {
  method: Dispatcher.HttpMethod | 'QUERY';
  /** Below the base URL, e.g. `/predictions`. */
  path: string;
  /** What it asks for, in words, for errors. */
  about: string;
  /** Code of the error where there is no such thing. @defaultValue `model-not-found` */
  missing?: string;
  headers?: Readonly<Record<string, string>>;
  /** Made anew for every attempt: a stream can be read only once. */
  body?: () => string | Readable;
  signal?: AbortSignal;
}

/** A successful answer. */
export interface ApiAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Undefined where the body is no JSON. */
  json: unknown;
}

export interface TransportParts {
  /** With the version of the API, e.g. `https://api.replicate.com/v1`. */
  baseUrl: URL;
  /** Asked for with every request, so that a new token holds at once. */
  token(): Promise<string | undefined> | string | undefined;
  /** Whether nothing is asked without a token. */
  needsToken: boolean;
  dispatcher: Dispatcher;
  clock: Clock;
  random: Random;
}

/**
 * Requests of Replicate's API.
 *
 * 1. The token goes to the configured origin and nowhere else: addresses are built here, none is
 *    taken from an answer, and no redirection is followed.
 * 2. What may be repeated is repeated here; a create never is.
 */
export class ReplicateTransport {
  readonly #parts: TransportParts;
  readonly #base: string;

  constructor(parts: TransportParts) {
    this.#parts = parts;
    this.#base = parts.baseUrl.href.replace(/\/+$/, '');
  }

  get origin(): string {
    return this.#parts.baseUrl.origin;
  }

  get dispatcher(): Dispatcher {
    return this.#parts.dispatcher;
  }

  /** The token that holds now. */
  async token(): Promise<string | undefined> {
    return this.#parts.token();
  }

  /** A request that may be made any number of times: repeated while that may help. */
  async repeat(apiRequest: ApiRequest): Promise<ApiAnswer> {
    const { clock, random } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(apiRequest);
      } catch (error) {
        if (!EngineError.isInstance(error) || !error.retryable || attempt >= mostAttempts)
          throw error;
        if (apiRequest.signal?.aborted) throw error;
        const backoffMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
        const askedMs = Math.min(longestRetryAfterMs, error.retryAfterMs ?? 0);
        const delayMs = Math.max(askedMs, backoffMs * (0.5 + random.next()));
        await sleep(clock, delayMs, apiRequest.signal);
      }
    }
  }

  /** A request that is made once, whatever comes of it; errors say whether it had an effect. */
  async once(apiRequest: ApiRequest): Promise<ApiAnswer> {
    const headers = { ...(await this.#ownHeaders()), ...apiRequest.headers };
    const { method, path, about, body, signal } = apiRequest;
    let answer: Dispatcher.ResponseData;
    let text: string;
    let status = 0;
    let read: Record<string, string> = {};
    try {
      answer = await request(`${this.#base}${path}`, {
        method: method as Dispatcher.HttpMethod,
        headers,
        body: body?.() ?? null,
        dispatcher: this.#parts.dispatcher,
        signal: signal ?? null,
      });
      status = answer.statusCode;
      read = plainHeaders(answer.headers);
      text = await readText(answer.body);
    } catch (cause) {
      throw this.#broken(cause, { about, status, headers: read });
    }
    if (status < 200 || status > 299) {
      throw toReplicateError({ status, headers: read, body: text }, apiRequest);
    }
    return { status, headers: read, json: parseJson(text) };
  }

  async #ownHeaders(): Promise<Record<string, string>> {
    const token = await this.#parts.token();
    const headers = { accept: 'application/json', 'user-agent': 'catena' };
    if (token !== undefined) return { ...headers, authorization: `Bearer ${token}` };
    if (!this.#parts.needsToken) return headers;
    throw replicateError({
      code: 'token-missing',
      message: 'There is no token for Replicate.',
      hint: 'Create one in the settings of your Replicate account, then save it in the settings of Catena or set REPLICATE_API_TOKEN.',
      effect: 'none',
    });
  }

  /** An answer that broke off may still say where the thing it made is. */
  #broken(
    cause: unknown,
    seen: { about: string; status: number; headers: Record<string, string> },
  ): EngineError {
    const error = toConnectionError(cause, seen);
    const refused = seen.status >= 400 && seen.status < 500 && seen.status !== 408;
    return replicateError({
      code: error.code,
      message: error.message,
      hint: error.hint,
      retryable: true,
      effect: refused ? 'none' : error.effect,
      ...(seen.headers['location'] !== undefined && {
        details: { location: seen.headers['location'] },
      }),
      cause,
    });
  }
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of body) {
    sizeBytes += piece.byteLength;
    if (sizeBytes > largestAnswerBytes) throw new Error('the answer is too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) plain[name.toLowerCase()] = first;
  }
  return plain;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
