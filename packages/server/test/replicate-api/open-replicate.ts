import { openServer, type ServerBench } from '../open-server.ts';

/** What came back, its body read. */
export interface ReplicateAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; nothing where it is none. */
  json: Record<string, unknown>;
}

/** A server in test mode, called as Replicate's API. */
export interface ReplicateBench extends ServerBench {
  call(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<ReplicateAnswer>;
  /** Makes a prediction of a test model. */
  predict(
    model: string,
    input: Record<string, unknown>,
    options?: { headers?: Record<string, string>; body?: Record<string, unknown> },
  ): Promise<ReplicateAnswer>;
  /** Looks at a prediction until it has ended. */
  ended(id: unknown): Promise<Record<string, unknown>>;
}

const over = new Set(['succeeded', 'failed', 'canceled', 'aborted']);

async function read(response: Response): Promise<ReplicateAnswer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.status, headers: response.headers, text, json };
}

/** Resolves when a condition holds; looks often, and gives up after 20 seconds. */
export async function until<Value>(
  look: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value> {
  const endMs = performance.now() + 20_000;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > endMs) throw new Error('What was waited for did not come.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Starts a server with test models. */
export async function openReplicate(
  environment: Record<string, string> = {},
  options: Parameters<typeof openServer>[1] = {},
): Promise<ReplicateBench> {
  const bench = await openServer({ CATENA_TEST_MODE: '1', ...environment }, options);
  const call: ReplicateBench['call'] = async (method, path, { body, headers } = {}) =>
    read(
      await fetch(path.startsWith('http') ? path : `${bench.url}/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  return {
    ...bench,
    call,
    predict: (model, input, { headers, body } = {}) =>
      call('POST', `/models/${model}/predictions`, {
        body: { input, ...body },
        ...(headers && { headers }),
      }),
    ended: (id) =>
      until(async () => {
        const { json } = await call('GET', `/predictions/${String(id)}`);
        return over.has(String(json['status'])) ? json : undefined;
      }),
  };
}
