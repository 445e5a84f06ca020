import { createRoute, z } from '@hono/zod-openapi';
import { HttpError } from '../errors/http-error.ts';
import { RunFollower, type RunMessage } from '../runs/run-follower.ts';
import type { RunService } from '../runs/run-service.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { problemResponses } from './responses.ts';

const followRun = createRoute({
  method: 'get',
  path: '/runs/{id}/events',
  tags: ['Runs'],
  summary: 'Follow a run: server-sent events, from the first on',
  description: [
    'Each event of the run is sent as `event: event` with its number as `id` and its JSON as data;',
    'what is not kept (progress, logs, tokens) as `event: notice`, without an id.',
    'A client that connects again with `Last-Event-ID` gets what follows it, without gap or duplicate.',
    '`event: end` says that nothing follows.',
  ].join(' '),
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({
      after: z.coerce.number().int().min(0).optional().meta({
        description: 'Number of the last event that is known; `Last-Event-ID` wins',
      }),
    }),
    headers: z.object({ 'last-event-id': z.string().optional() }),
  },
  responses: {
    200: {
      description: 'The events',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...problemResponses(404),
  },
});

/** Time after which a browser connects again, in milliseconds. */
const retryMs = 1_000;

function writeMessage(message: RunMessage): string {
  switch (message.type) {
    case 'event':
      return `id: ${message.event.sequence}\nevent: event\ndata: ${JSON.stringify(message.event)}\n\n`;
    case 'notice':
      return `event: notice\ndata: ${JSON.stringify(message.notice)}\n\n`;
    case 'end':
      return 'event: end\ndata: {}\n\n';
    case 'heartbeat':
      return ': still here\n\n';
  }
}

function readLastEventId(header: string | undefined): number | undefined {
  if (header === undefined || header === '') return undefined;
  if (/^\d{1,15}$/.test(header)) return Number(header);
  throw new HttpError(400, {
    code: 'invalid-request',
    message: 'Last-Event-ID is not the number of an event.',
    hint: 'Send the id of the last event that you received, or none.',
  });
}

/** Messages as a body that is read only as fast as the client takes it. */
function toBody(follower: RunFollower, closing: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const close = () => follower.close();
  closing.addEventListener('abort', close, { once: true });
  const stop = () => {
    closing.removeEventListener('abort', close);
    follower.close();
  };
  if (closing.aborted) close();
  let isGone = false;
  return new ReadableStream(
    {
      start(controller) {
        controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`));
      },
      async pull(controller) {
        const messages = await follower.next();
        if (isGone) return;
        if (messages) {
          controller.enqueue(encoder.encode(messages.map(writeMessage).join('')));
          if (messages.at(-1)?.type !== 'end') return;
        }
        stop();
        controller.close();
      },
      cancel() {
        isGone = true;
        stop();
      },
    },
    { highWaterMark: 1 },
  );
}

/** `/api/runs/{id}/events` */
export function runEventRoutes({ runService }: Pick<Services, 'runService'>): Router {
  return createRouter().openapi(followRun, (context) => {
    const { id } = context.req.valid('param');
    const lastEventId = readLastEventId(context.req.valid('header')['last-event-id']);
    const after = lastEventId ?? context.req.valid('query').after ?? 0;
    return streamRun(runService, id, after);
  });
}

function streamRun(service: RunService, id: string, after: number): Response {
  const follower = new RunFollower(service.follow(id), { after });
  return new Response(toBody(follower, service.closing), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // Proxies that buffer would hold events back.
      'x-accel-buffering': 'no',
    },
  });
}
