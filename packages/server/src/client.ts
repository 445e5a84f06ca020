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

import { ApiError, Transport, type Call, type ClientOptions } from './client/transport.ts';

export { ApiError, type ClientOptions, type SentRequest } from './client/transport.ts';
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

/** What a run says of itself while it is watched. */
export type RunMessage =
  | { type: 'event'; event: RunEvent }
  /** Progress, logs, tokens: not kept, may be missing. */
  | { type: 'notice'; notice: RunNotice };

const part = encodeURIComponent;

/** The longest wait between two tries to go on with a stream, in milliseconds. */
const longestRetryMs = 5_000;

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
    /** Computes what failed in a run, with the results of what finished. */
    retry: (id: string) => transport.json<RunSummary>(`${at(id)}/retry`, { method: 'POST' }),
    /** Goes on with a run that was left in the middle. */
    resume: (id: string) => transport.json<RunSummary>(`${at(id)}/resume`, { method: 'POST' }),
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
