import { context, ROOT_CONTEXT, trace, type Context, type SpanContext } from '@opentelemetry/api';

const written = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;

/** Whether a text is a W3C `traceparent`; what is not is left out, as the specification says. */
export function isTraceparent(text: string): boolean {
  return written.test(text);
}

/** Writes where a span is, as a W3C `traceparent`. */
export function writeTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** The span that a `traceparent` names, for links. */
export function readTraceparent(traceparent: string | undefined): SpanContext | undefined {
  if (traceparent === undefined || !isTraceparent(traceparent)) return undefined;
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

/** What a run is a part of: what this process is doing, or what its caller said. */
export function parentContext(traceparent: string | undefined): Context {
  const active = context.active();
  if (trace.getSpan(active)) return active;
  const remote = readTraceparent(traceparent);
  return remote ? trace.setSpanContext(ROOT_CONTEXT, remote) : active;
}
