import { ROOT_CONTEXT, SpanStatusCode, trace, type Link, type Span } from '@opentelemetry/api';
import {
  semanticHash,
  toErrorRecord,
  type Run,
  type RunCreated,
  type Workflow,
} from '@catena/engine';
import { RunSpans } from './run-spans.ts';
import { tracerName } from './start-part.ts';
import { parentContext, readTraceparent, writeTraceparent } from './trace-context.ts';

/** The span of a run that is about to begin. */
export class TracedRun {
  readonly #span: Span;

  constructor(span: Span) {
    this.#span = span;
  }

  /** Where the run is traced; undefined where nobody records it. */
  get traceparent(): string | undefined {
    return this.#span.isRecording() ? writeTraceparent(this.#span.spanContext()) : undefined;
  }

  /** The run could not begin. */
  fail(error: unknown): void {
    const { code, message } = toErrorRecord(error);
    this.#span.setAttribute('error.type', code);
    this.#span.setStatus({ code: SpanStatusCode.ERROR, message });
    this.#span.end();
  }

  /** From now on spans follow the events of the run; it costs nothing where nobody records them. */
  follow(run: Run, created: RunCreated): void {
    if (!this.#span.isRecording()) return;
    this.#span.setAttributes({
      'catena.run.id': run.id,
      'catena.workflow.hash': created.workflowHash,
      'catena.workflow.name': created.workflow.name ?? '',
    });
    const spans = new RunSpans(this.#span, created);
    const stopListening = run.subscribe(spans);
    run.result.then(stopListening, (error: unknown) => {
      stopListening();
      spans.leave(toErrorRecord(error));
    });
  }
}

/** Begins the span of a run of a workflow. */
export function traceRun(workflow: Workflow, traceparent: string | undefined): TracedRun {
  const tracer = trace.getTracer(tracerName);
  const span = tracer.startSpan('run', {}, parentContext(traceparent));
  if (span.isRecording()) span.setAttribute('catena.workflow.hash', semanticHash(workflow));
  return new TracedRun(span);
}

/** Begins the span of a run that is gone on with: a trace of its own, linked to the one before. */
export function traceResumed({ traceparent }: RunCreated): TracedRun {
  const before = readTraceparent(traceparent);
  const links: Link[] = before ? [{ context: before }] : [];
  const tracer = trace.getTracer(tracerName);
  const attributes = { 'catena.run.resumed': true };
  return new TracedRun(tracer.startSpan('run', { links, attributes }, ROOT_CONTEXT));
}
