import { trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';

/** An SDK of OpenTelemetry that keeps what has ended, as a process that is traced has one. */
export class SpanRecorder {
  readonly #exporter = new InMemorySpanExporter();

  start(): void {
    const spanProcessors = [new SimpleSpanProcessor(this.#exporter)];
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
  }

  stop(): void {
    trace.disable();
  }

  clear(): void {
    this.#exporter.reset();
  }

  get spans(): ReadableSpan[] {
    return this.#exporter.getFinishedSpans();
  }

  find(name: string): ReadableSpan {
    const found = this.spans.filter((span) => span.name === name);
    const [span] = found;
    if (!span || found.length > 1) {
      throw new Error(`There are ${found.length} spans "${name}": ${this.tree().join(' | ')}`);
    }
    return span;
  }

  /** Names of spans, each after that of its parent, as `run > step a`. */
  tree(): string[] {
    const byId = new Map(this.spans.map((span) => [span.spanContext().spanId, span]));
    const pathOf = (span: ReadableSpan): string => {
      const parent = byId.get(span.parentSpanContext?.spanId ?? '');
      return parent ? `${pathOf(parent)} > ${span.name}` : span.name;
    };
    return this.spans.map(pathOf).toSorted((one, other) => one.localeCompare(other));
  }
}
