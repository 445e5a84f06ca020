import { trace, type Attributes, type Context, type Span } from '@opentelemetry/api';

/** The name under which spans are told apart from those of other libraries. */
export const tracerName = '@catena/server';

/** Begins a span that is a part of another one. */
export function startPart(
  name: string,
  { parent, at, attributes }: { parent: Context; at: number; attributes: Attributes },
): { span: Span; context: Context } {
  const span = trace.getTracer(tracerName).startSpan(name, { startTime: at, attributes }, parent);
  return { span, context: trace.setSpan(parent, span) };
}
