import {
  EngineError,
  parseWorkflow,
  type Engine,
  type PartOptions,
  type Run,
  type Workflow,
} from '@catena/engine';
import { createClient, type Client, type RunSummary } from '@catena/server/client';

/** A run of the server, with how it was asked for. */
export interface ServedRun {
  run: Run;
  summary: RunSummary;
  request: Record<string, unknown>;
}

/** A server in memory over a real engine, as far as runs are concerned. */
export interface RunServer {
  client: Client;
  runs: ServedRun[];
  /** Streams of events that are open. */
  openStreams(): number;
  /** Ends all streams as a lost connection does, and refuses new ones while true. */
  setOffline(isOffline: boolean): void;
}

const json = (body: unknown, status = 200) => Response.json(body, { status });

/** Serves runs of an engine to a client without a network. */
export function createRunServer(engine: Engine): RunServer {
  const runs: ServedRun[] = [];
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();
  let offline = false;

  const toSummary = ({ run, summary }: ServedRun): RunSummary => ({
    ...summary,
    status: run.snapshot().status,
  });

  async function start(request: Record<string, unknown>) {
    const workflow = parseWorkflow(request['workflow']).workflow as Workflow;
    const {
      inputs = {},
      part,
      basis,
      pins,
    } = request as PartOptions & {
      inputs?: Record<string, unknown>;
    };
    const options = {
      inputs,
      ...(part && { part }),
      ...(basis && { basis }),
      ...(pins && { pins }),
    };
    const run = await engine.run(workflow, options).catch((error: EngineError) => error);
    if (EngineError.isInstance(run)) {
      const { code, message: title } = run;
      return json({ type: 'about:blank', code, title, status: 422 }, 422);
    }
    const counts = { total: 0, succeeded: 0, cached: 0, failed: 0, skipped: 0, canceled: 0 };
    const summary: RunSummary = {
      id: run.id,
      workflowName: 'Untitled',
      workflowHash: '',
      status: 'queued',
      createdAt: new Date(0).toISOString(),
      steps: counts,
      thumbnails: [],
      ...(typeof request['workflowId'] === 'string' && { workflowId: request['workflowId'] }),
    };
    runs.unshift({ run, summary, request });
    return json(summary, 201);
  }

  function stream(run: Run, after: number, signal: AbortSignal | null | undefined) {
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        streams.add(controller);
        const close = () => {
          if (streams.delete(controller)) controller.close();
        };
        signal?.addEventListener('abort', close, { once: true });
        const say = (event: string, data: unknown) => {
          if (!streams.has(controller)) return;
          controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
        };
        run.subscribe({ onNotice: (notice) => say('notice', notice) });
        void (async () => {
          for await (const event of run.events()) if (event.sequence > after) say('event', event);
          say('end', {});
          close();
        })();
      },
      cancel: () => undefined,
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  const send: typeof fetch = async (input, init = {}) => {
    if (offline) throw new TypeError('offline');
    const url = new URL(input instanceof Request ? input.url : input);
    const [, , room, id = '', verb] = url.pathname.split('/');
    if (room !== 'runs')
      return json({ code: 'not-found', title: 'Nothing here.', status: 404 }, 404);
    if (init.method === 'POST' && id === '') return start(JSON.parse(init.body as string));
    const found = runs.find(({ run }) => run.id === id);
    if (id === '') {
      const { status, workflowId } = Object.fromEntries(url.searchParams);
      const listed = runs
        .map(toSummary)
        .filter(
          (summary) =>
            (status === undefined || summary.status === status) &&
            (workflowId === undefined || summary.workflowId === workflowId),
        );
      return json({ runs: listed });
    }
    if (!found)
      return json({ code: 'run-not-found', title: 'There is no such run.', status: 404 }, 404);
    if (verb === 'cancel') {
      found.run.cancel();
      return json(toSummary(found));
    }
    const after = Number(new Headers(init.headers).get('last-event-id') ?? 0);
    return stream(found.run, after, init.signal);
  };

  return {
    client: createClient({ baseUrl: 'http://test.invalid', fetch: send }),
    runs,
    openStreams: () => streams.size,
    setOffline(isOffline) {
      offline = isOffline;
      for (const controller of isOffline ? [...streams] : []) {
        streams.delete(controller);
        controller.error(new TypeError('lost'));
      }
    },
  };
}
