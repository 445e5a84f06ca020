import type { ServerResponse } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Metrics } from '../telemetry/metrics.ts';
import type { AppEnvironment } from './app-environment.ts';

const methods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
]);

/** The answer as Node sends it; missing where the app is called without a server. */
function outgoingOf(bindings: unknown): ServerResponse | undefined {
  return (bindings as { outgoing?: ServerResponse } | undefined)?.outgoing;
}

/** Counts requests by the route that answered, never by what was asked for: paths have no end. */
export function requestMetrics({
  instruments,
}: Pick<Metrics, 'instruments'>): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const startMs = performance.now();
    await next();
    const { method: asked } = context.req;
    const method = methods.has(asked) ? asked : 'other';
    const route = routePath(context);
    const { status, headers } = context.res;
    instruments.requests.inc({ method, route, status });
    instruments.requestSeconds.observe({ method, route }, (performance.now() - startMs) / 1000);
    const outgoing = outgoingOf(context.env);
    if (!outgoing || !headers.get('content-type')?.startsWith('text/event-stream')) return;
    instruments.streams.inc();
    outgoing.once('close', () => instruments.streams.dec());
  };
}
