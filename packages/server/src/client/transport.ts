import type { Problem } from '../api/problem.ts';

/** A request that tells how much of it was sent. */
export interface SentRequest {
  method: string;
  headers: Readonly<Record<string, string>>;
  body: Blob;
  signal?: AbortSignal | undefined;
  /** Called with the bytes that were sent so far. */
  onProgress: (sentBytes: number) => void;
}

/** An answer of the server that is no success, or none at all (`status` 0, code `unreachable`). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.problem = problem;
  }
}

/** Where the server is and how it is reached. */
export interface ClientOptions {
  /** Where the server is, without `/api`. @defaultValue the origin of the page */
  baseUrl?: string;
  /** Sent as bearer token; needed where the server was started with one. */
  token?: string;
  /** @defaultValue the platform's */
  fetch?: typeof fetch;
  /**
   * Sends files and tells how much of them has left, which `fetch` cannot.
   *
   * @defaultValue `fetch`, without telling
   */
  sendWithProgress?: (url: string, request: SentRequest) => Promise<Response>;
}

/** What is sent with a request. */
export interface Call {
  method?: string;
  json?: unknown;
  body?: NonNullable<RequestInit['body']>;
  headers?: Record<string, string>;
  query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  signal?: AbortSignal | undefined;
  /** Called with the bytes of the body that were sent so far, where the platform can tell. */
  onProgress?: ((sentBytes: number) => void) | undefined;
}

async function toProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && 'code' in body) return body as Problem;
  return {
    type: 'about:blank',
    title: `The server answered ${response.status} ${response.statusText}.`,
    status: response.status,
    code: 'unexpected-answer',
  };
}

/** Sends requests to the API and turns refusals into {@link ApiError}. */
export class Transport {
  readonly #base: string;
  readonly #token: string | undefined;
  readonly #fetch: typeof fetch;
  readonly #sendWithProgress: ClientOptions['sendWithProgress'];

  constructor(options: ClientOptions) {
    this.#base = (options.baseUrl ?? '').replace(/\/$/, '');
    this.#token = options.token;
    this.#sendWithProgress = options.sendWithProgress;
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
  }

  url(path: string, query: Call['query'] = {}): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) parameters.set(name, String(value));
    }
    const text = parameters.toString();
    return `${this.#base}/api${path}${text && `?${text}`}`;
  }

  async send(path: string, call: Call = {}): Promise<Response> {
    const headers: Record<string, string> = { ...call.headers };
    if (this.#token !== undefined) headers['authorization'] = `Bearer ${this.#token}`;
    if (call.json !== undefined) headers['content-type'] = 'application/json';
    const response = await this.#request(this.url(path, call.query), { ...call, headers }).catch(
      (error: unknown) => {
        if (call.signal?.aborted) throw error;
        throw new ApiError({
          type: 'about:blank',
          title: 'The server cannot be reached.',
          status: 0,
          code: 'unreachable',
          detail: 'Check that it runs; what you have changed is kept here meanwhile.',
        });
      },
    );
    if (!response.ok) throw new ApiError(await toProblem(response));
    return response;
  }

  #request(url: string, call: Call & { headers: Record<string, string> }): Promise<Response> {
    const { method = 'GET', headers, signal, onProgress } = call;
    const body = call.json === undefined ? call.body : JSON.stringify(call.json);
    if (onProgress && this.#sendWithProgress && body instanceof Blob) {
      return this.#sendWithProgress(url, { method, headers, body, signal, onProgress });
    }
    return this.#fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
  }

  async json<Value>(path: string, call?: Call): Promise<Value> {
    const response = await this.send(path, call);
    return (await response.json()) as Value;
  }

  async done(path: string, call: Call): Promise<void> {
    await this.send(path, call);
  }
}
