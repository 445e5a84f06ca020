/**
 * The typed client of Catena's API; runs in browsers and in Node. It knows the server by type only.
 */
import { createParser } from 'eventsource-parser';
import type {
  ArtifactRef,
  Issue,
  ModelDescription,
  ModelVersion,
  NodeDescriptor,
  RunEvent,
  RunNotice,
  Workflow,
} from '@catena/engine';
import type { Check, Plan } from './api/checks.ts';
import type { Health } from './api/health.ts';
import type { ModelSearchResult, ModelSummary } from './api/models.ts';
import type { Problem } from './api/problem.ts';
import type { PublishedModel, PublishWorkflow } from './api/published-models.ts';
import type { RunFilter, RunRecord, RunResult, RunSummary, StartRun } from './api/runs.ts';
import type { ChangeSettings, Settings } from './api/settings.ts';
import type { Template, TemplateSummary } from './api/templates.ts';
import type { ResolvedWorkflow } from './api/workflow-references.ts';
import type { WorkflowRecord, WorkflowSummary, WorkflowVersion } from './api/workflows.ts';

export type {
  ResolvedWorkflow,
  ChangeSettings,
  Check,
  Health,
  ModelSearchResult,
  ModelSummary,
  Plan,
  Problem,
  PublishedModel,
  PublishWorkflow,
  RunFilter,
  RunRecord,
  RunResult,
  RunSummary,
  Settings,
  StartRun,
  Template,
  TemplateSummary,
  WorkflowRecord,
  WorkflowSummary,
  WorkflowVersion,
};

/** A request that tells how much of it was sent. */
export interface SentRequest {
  method: string;
  headers: Readonly<Record<string, string>>;
  body: Blob;
  signal?: AbortSignal | undefined;
  /** Called with the bytes that were sent so far. */
  onProgress: (sentBytes: number) => void;
}

/** What a run says of itself while it is watched. */
export type RunMessage =
  | { type: 'event'; event: RunEvent }
  /** Progress, logs, tokens: not kept, may be missing. */
  | { type: 'notice'; notice: RunNotice };

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

interface Call {
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

const part = encodeURIComponent;

/** The longest wait between two tries to go on with a stream, in milliseconds. */
const longestRetryMs = 5_000;

class Transport {
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

async function* readEvents(
  response: Response,
): AsyncGenerator<{ id?: string; event: string; data: string }> {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const found: { id?: string; event: string; data: string }[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) =>
      found.push({ event: event ?? 'message', data, ...(id !== undefined && { id }) }),
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(value);
      yield* found.splice(0);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** How a run is followed. */
export interface FollowOptions {
  /** Number of the last event that is known. @defaultValue 0 */
  after?: number;
  signal?: AbortSignal;
  /** Told when a connection is there, and when it is lost and another one is tried. */
  onConnection?: (isConnected: boolean) => void;
}

/** Follows a run to its end over as many connections as it takes: each goes on after the last event. */
async function* followRun(
  transport: Transport,
  id: string,
  { after = 0, signal, onConnection }: FollowOptions,
): AsyncGenerator<RunMessage> {
  let last = after;
  for (let failures = 0; !signal?.aborted;) {
    try {
      const response = await transport.send(`/runs/${part(id)}/events`, {
        headers: { accept: 'text/event-stream', 'last-event-id': String(last) },
        signal,
      });
      onConnection?.(true);
      for await (const message of readEvents(response)) {
        failures = 0;
        if (message.event === 'end') return;
        if (message.event === 'event') {
          const event = JSON.parse(message.data) as RunEvent;
          last = event.sequence;
          yield { type: 'event', event };
        } else if (message.event === 'notice') {
          yield { type: 'notice', notice: JSON.parse(message.data) as RunNotice };
        }
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) throw error;
    }
    failures += 1;
    if (!signal?.aborted) onConnection?.(false);
    await sleep(Math.min(longestRetryMs, 100 * 2 ** failures), signal);
  }
}

function workflowsClient(transport: Transport) {
  const at = (id: string) => `/workflows/${part(id)}`;
  return {
    list: (options: { search?: string; cursor?: string; limit?: number } = {}) =>
      transport.json<{ workflows: WorkflowSummary[]; nextCursor?: string }>('/workflows', {
        query: options,
      }),
    get: (id: string) => transport.json<WorkflowRecord>(at(id)),
    /** The workflow that a workflow node runs, by its reference. */
    resolve: (reference: string) =>
      transport.json<ResolvedWorkflow>('/workflow-references', { query: { reference } }),
    create: (body: { workflow: Workflow; templateId?: string }) =>
      transport.json<WorkflowRecord>('/workflows', { method: 'POST', json: body }),
    /** @throws ApiError 409 `stale-revision` where somebody else has saved meanwhile. */
    save: (id: string, body: { workflow: Workflow; revision: number }) =>
      transport.json<WorkflowRecord>(at(id), { method: 'PUT', json: body }),
    remove: (id: string) => transport.done(at(id), { method: 'DELETE' }),
    /** Brings back what was deleted within the last day. */
    restore: (id: string) =>
      transport.json<WorkflowRecord>(`${at(id)}/restore`, { method: 'POST' }),
    versions: (id: string) => transport.json<{ versions: WorkflowVersion[] }>(`${at(id)}/versions`),
    version: (id: string, revision: number) =>
      transport.json<WorkflowRecord>(`${at(id)}/versions/${revision}`),
    labelVersion: (id: string, revision: number, label: string | null) =>
      transport.json<WorkflowVersion>(`${at(id)}/versions/${revision}`, {
        method: 'PATCH',
        json: { label },
      }),
  };
}

function runsClient(transport: Transport) {
  const at = (id: string) => `/runs/${part(id)}`;
  return {
    /** Starts a run; `wait` is the longest time to wait for its end, in seconds. @defaultValue 0 */
    start: (body: StartRun, options: { wait?: number } = {}) =>
      transport.json<RunResult>('/runs', { method: 'POST', json: body, query: options }),
    /** What came of a run so far; `wait` as in `start`. */
    result: (id: string, options: { wait?: number; signal?: AbortSignal } = {}) =>
      transport.json<RunResult>(`${at(id)}/result`, {
        query: { wait: options.wait },
        signal: options.signal,
      }),
    list: (filter: RunFilter = {}) =>
      transport.json<{ runs: RunSummary[]; nextCursor?: string }>('/runs', {
        query: filter as Call['query'],
      }),
    get: (id: string) => transport.json<RunRecord>(at(id)),
    /** Every event from the first, then live ones until the run ends; survives lost connections. */
    follow: (id: string, options: FollowOptions = {}) => followRun(transport, id, options),
    cancel: (id: string) => transport.json<RunSummary>(`${at(id)}/cancel`, { method: 'POST' }),
    remove: (id: string) => transport.done(at(id), { method: 'DELETE' }),
  };
}

function artifactsClient(transport: Transport) {
  const at = (id: string) => `/artifacts/${part(id)}`;
  return {
    /** `onProgress` is told how much was sent; in browsers, and of blobs only. */
    upload: (
      content: Blob | ReadableStream<Uint8Array>,
      options: { signal?: AbortSignal; onProgress?: (sentBytes: number) => void } = {},
    ) =>
      transport.json<ArtifactRef>('/artifacts', {
        method: 'POST',
        body: content,
        headers: {
          'content-type': (content instanceof Blob && content.type) || 'application/octet-stream',
        },
        ...options,
      }),
    get: (id: string) => transport.json<ArtifactRef>(`${at(id)}/facts`),
    /** Where the content is; `download` names the file that a browser saves. */
    url: (id: string, options: { download?: string } = {}) => transport.url(at(id), options),
    /** Where a small picture of an image is; `width` is in pixels. */
    previewUrl: (id: string, width: number) => transport.url(`${at(id)}/preview`, { width }),
    read: (id: string) => transport.send(at(id)),
  };
}

function settingsClient(transport: Transport) {
  const put = (path: string, value: string) =>
    transport.done(path, { method: 'PUT', json: { value } });
  const remove = (path: string) => transport.done(path, { method: 'DELETE' });
  return {
    get: () => transport.json<Settings>('/settings'),
    change: (body: ChangeSettings) =>
      transport.json<Settings>('/settings', { method: 'PATCH', json: body }),
    setToken: (provider: string, value: string) => put(`/settings/tokens/${part(provider)}`, value),
    removeToken: (provider: string) => remove(`/settings/tokens/${part(provider)}`),
    setSecret: (name: string, value: string) => put(`/settings/secrets/${part(name)}`, value),
    removeSecret: (name: string) => remove(`/settings/secrets/${part(name)}`),
  };
}

function modelsClient(transport: Transport) {
  const at = (provider: string, model: string) =>
    `/models/${part(provider)}/${model.split('/').map(part).join('/')}`;
  return {
    search: (query: { query?: string; provider?: string } = {}, signal?: AbortSignal) =>
      transport.json<ModelSearchResult>('/models', { query, signal }),
    get: (provider: string, model: string) => transport.json<ModelDescription>(at(provider, model)),
    versions: (provider: string, model: string) =>
      transport.json<{ versions: ModelVersion[] }>(`${at(provider, model)}/versions`),
    /** Where a small picture of a model is; `width` is in pixels. */
    coverUrl: (provider: string, model: string, width: number) =>
      transport.url(`${at(provider, model)}/cover`, { width }),
  };
}

/** Workflows that are called as models. */
function publishedModelsClient(transport: Transport) {
  const at = (model: string) => `/published-models/${model.split('/').map(part).join('/')}`;
  return {
    list: () => transport.json<{ models: PublishedModel[] }>('/published-models'),
    get: (model: string) => transport.json<PublishedModel>(at(model)),
    /** Freezes a workflow as it is saved now; once more makes a new version. */
    publish: (workflowId: string, body: PublishWorkflow) =>
      transport.json<PublishedModel>(`/workflows/${part(workflowId)}/publish`, {
        method: 'POST',
        json: body,
      }),
    unpublish: (model: string) => transport.done(at(model), { method: 'DELETE' }),
  };
}

/** Calls of Catena's API, by resource. Every call rejects with {@link ApiError}. */
export function createClient(options: ClientOptions = {}) {
  const transport = new Transport(options);
  return {
    health: () => transport.json<Health>('/health'),
    session: {
      /** Gives a browser a cookie for the token: pictures and sounds cannot carry a header. */
      open: (token: string) => transport.done('/session', { method: 'POST', json: { token } }),
      close: () => transport.done('/session', { method: 'DELETE' }),
    },
    workflows: workflowsClient(transport),
    runs: runsClient(transport),
    artifacts: artifactsClient(transport),
    settings: settingsClient(transport),
    validate: (body: Check) =>
      transport.json<{ issues: Issue[]; semanticHash?: string }>('/validate', {
        method: 'POST',
        json: body,
      }),
    /** Makes a workflow of one node from a ComfyUI graph in API format; it is not saved. */
    importComfyui: (graph: Record<string, unknown>, name?: string) =>
      transport.json<{ workflow: Workflow }>('/imports/comfyui', {
        method: 'POST',
        json: { graph, ...(name !== undefined && { name }) },
      }),
    plan: (body: Check, signal?: AbortSignal) =>
      transport.json<Plan>('/plan', { method: 'POST', json: body, signal }),
    nodeTypes: () => transport.json<{ nodeTypes: NodeDescriptor[] }>('/node-types'),
    models: modelsClient(transport),
    publishedModels: publishedModelsClient(transport),
    templates: {
      list: () => transport.json<{ templates: TemplateSummary[] }>('/templates'),
      get: (id: string) => transport.json<Template>(`/templates/${part(id)}`),
      pictureUrl: (id: string) => transport.url(`/templates/${part(id)}/picture`),
    },
  };
}

/** What {@link createClient} makes. */
export type Client = ReturnType<typeof createClient>;
