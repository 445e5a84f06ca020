import {
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import type { ErrorRecord, RunCreated, RunEvent, RunListener, RunNotice } from '@catena/engine';
import { startPart } from './start-part.ts';

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

/** A call of a model that is on its way. */
interface OpenCall {
  key: string;
  attributes: Attributes;
  /** The create at first, then the wait. */
  span: Span;
  sinceMs: number;
}

interface OpenStep {
  span: Span;
  context: Context;
  attempt?: { span: Span; context: Context };
  call?: OpenCall;
  /** The attempt that failed last; whether another follows is not known yet. */
  failure?: { error: ErrorRecord; at: number };
}

/** Why steps were not answered from the cache, in a word. */
function missOf({ miss }: Extract<RunNotice, { type: 'cache-miss' }>): string {
  return miss.kind === 'changed' ? `changed: ${miss.changed.join(', ')}` : miss.kind;
}

function failSpan(span: Span, error: Pick<ErrorRecord, 'code' | 'message'>): void {
  span.setAttribute('error.type', error.code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
}

/**
 * The spans of one run, made from its events: run, steps, attempts, and what was asked of providers.
 * They have the times of the events, so that a trace says what the ledger says.
 */
export class RunSpans implements RunListener {
  readonly #root: Span;
  readonly #context: Context;
  readonly #nodes: ReadonlyMap<string, RunCreated['graph']['nodes'][number]>;
  readonly #steps = new Map<string, OpenStep>();
  readonly #misses = new Map<string, string>();
  #cancelAt: number | undefined;
  #failure: Pick<ErrorRecord, 'code' | 'message'> | undefined;

  /** @param root - The span of the run, which ends with it. */
  constructor(root: Span, { graph }: Pick<RunCreated, 'graph'>) {
    this.#root = root;
    this.#context = trace.setSpan(ROOT_CONTEXT, root);
    this.#nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  }

  onEvent(event: RunEvent): void {
    switch (event.type) {
      case 'step.started':
        this.#beginAttempt(this.#step(event), event);
        return;
      case 'step.intent':
        this.#beginCall(this.#step(event), event);
        return;
      case 'step.prediction':
        this.#beginWait(this.#step(event), event);
        return;
      case 'step.succeeded':
        this.#endAttempt(event, { status: 'succeeded', transferMs: event.times?.transferMs ?? 0 });
        this.#endStep(event.step, event.at, 'succeeded');
        return;
      case 'step.cached':
        this.#noteHit(this.#step(event), event);
        this.#endStep(event.step, event.at, 'cached');
        return;
      case 'step.failed':
        this.#endAttempt(event, { status: 'failed', error: event.error });
        this.#step(event).failure = { error: event.error, at: event.at };
        return;
      case 'step.canceled':
        this.#endAttempt(event, { status: 'canceled' });
        this.#endStep(event.step, event.at, 'canceled');
        return;
      case 'run.cancel-requested':
        this.#cancelAt = event.at;
        this.#root.addEvent('cancel requested', event.at);
        return;
      case 'run.abandoned':
        this.#failure = event.error;
        return;
      case 'run.succeeded':
      case 'run.failed':
      case 'run.canceled':
        this.#endRun(event);
    }
  }

  onNotice(notice: RunNotice): void {
    if (notice.type === 'cache-miss') this.#misses.set(notice.step, missOf(notice));
    if (notice.type !== 'lane-paused') return;
    const { lane, reason, untilMs } = notice;
    this.#root.addEvent('lane paused', {
      'catena.lane': lane,
      'catena.reason': reason,
      'catena.lane.until_ms': untilMs,
    });
  }

  /** The run is no longer carried out here, and has not ended. */
  leave({ code, message }: Pick<ErrorRecord, 'code' | 'message'>): void {
    const at = Date.now();
    for (const step of this.#steps.keys()) this.#endStep(step, at, 'left');
    this.#root.setAttribute('catena.status', code === 'run-parked' ? 'parked' : 'failed');
    if (code !== 'run-parked') failSpan(this.#root, { code, message });
    this.#root.end(at);
  }

  /** The span of a step, which a process before this one may have begun. */
  #step({ step, at }: { step: string; at: number }): OpenStep {
    const known = this.#steps.get(step);
    if (known) return known;
    const [nodeId = step] = step.split('[');
    const node = this.#nodes.get(nodeId);
    const attributes: Attributes = {
      'catena.step.id': step,
      'catena.node.id': nodeId,
      ...(node && { 'catena.node.type': node.type }),
      ...(node?.provider !== undefined && { 'catena.provider': node.provider }),
      ...(node?.model !== undefined && { 'catena.model': node.model }),
      ...(node?.modelVersion !== undefined && { 'catena.model.version': node.modelVersion }),
    };
    const name = `step ${nodeId}`;
    const opened = startPart(name, { parent: this.#context, at, attributes });
    this.#steps.set(step, opened);
    return opened;
  }

  #beginAttempt(step: OpenStep, { attempt, at }: { attempt: number; at: number }): void {
    delete step.failure;
    const attributes = { 'catena.attempt': attempt };
    step.attempt = startPart(`attempt ${attempt}`, { parent: step.context, at, attributes });
  }

  #beginCall(step: OpenStep, event: EventOf<'step.intent'>): void {
    const { key, at, provider, model } = event;
    if (step.call?.key === key) {
      // With the addresses of files, or sent once more.
      step.call.span.addEvent('intent', at);
      return;
    }
    step.call?.span.end(at);
    if (!step.attempt) this.#beginAttempt(step, event);
    const attributes = { 'catena.provider': provider, 'catena.model': model };
    step.call = this.#part(step, 'create prediction', { key, attributes, sinceMs: at });
  }

  #beginWait(step: OpenStep, event: EventOf<'step.prediction'>): void {
    const { key, at, predictionId, version } = event;
    const made = { 'catena.prediction.id': predictionId, 'catena.model.version': version };
    if (!step.attempt) this.#beginAttempt(step, event);
    step.call?.span.setAttributes(made).end(at);
    const attributes = { ...step.call?.attributes, ...made };
    step.call = this.#part(step, 'wait for prediction', { key, attributes, sinceMs: at });
  }

  #part(step: OpenStep, name: string, call: Omit<OpenCall, 'span'>): OpenCall {
    const parent = step.attempt?.context ?? step.context;
    const { attributes, sinceMs: at } = call;
    return { ...call, span: startPart(name, { parent, at, attributes }).span };
  }

  #endAttempt(
    { step: id, at }: { step: string; at: number },
    outcome: { status: string; error?: ErrorRecord; transferMs?: number },
  ): void {
    const step = this.#step({ step: id, at });
    const { call, attempt } = step;
    if (call) this.#endCall(step, call, { at, ...outcome });
    delete step.call;
    if (!attempt) return;
    attempt.span.setAttribute('catena.status', outcome.status);
    if (outcome.error) failSpan(attempt.span, outcome.error);
    attempt.span.end(at);
    delete step.attempt;
  }

  /** After the wait came the files, or the end of what nobody wants any more. */
  #endCall(
    step: OpenStep,
    call: OpenCall,
    {
      at,
      error,
      status,
      transferMs = 0,
    }: { at: number; error?: ErrorRecord; status: string; transferMs?: number },
  ): void {
    const isCanceled = status === 'canceled' && this.#cancelAt !== undefined;
    const until = isCanceled ? (this.#cancelAt ?? at) : at - transferMs;
    const endedAt = Math.max(call.sinceMs, Math.min(at, until));
    if (error) failSpan(call.span, error);
    call.span.end(endedAt);
    if (!isCanceled && transferMs === 0) return;
    const name = isCanceled ? 'cancel prediction' : 'download output';
    this.#part(step, name, { ...call, sinceMs: endedAt }).span.end(at);
  }

  #noteHit({ span }: OpenStep, { from }: EventOf<'step.cached'>): void {
    span.setAttributes({
      'catena.cache': 'hit',
      'catena.cache.run.id': from.runId,
      'catena.cache.step.id': from.step,
    });
  }

  #endStep(id: string, at: number, status: string): void {
    const step = this.#steps.get(id);
    if (!step) return;
    this.#steps.delete(id);
    const miss = this.#misses.get(id);
    this.#misses.delete(id);
    if (miss !== undefined && status !== 'cached') {
      step.span.setAttributes({ 'catena.cache': 'miss', 'catena.cache.miss': miss });
    }
    step.call?.span.end(at);
    step.attempt?.span.end(at);
    const { failure } = step;
    step.span.setAttribute('catena.status', failure ? 'failed' : status);
    if (failure) {
      failSpan(step.span, failure.error);
      this.#failure ??= failure.error;
    }
    step.span.end(failure?.at ?? at);
  }

  #endRun({ type, at }: EventOf<'run.succeeded' | 'run.failed' | 'run.canceled'>): void {
    for (const step of this.#steps.keys()) this.#endStep(step, at, 'canceled');
    this.#root.setAttribute('catena.status', type.slice('run.'.length));
    if (type === 'run.failed') {
      failSpan(this.#root, this.#failure ?? { code: 'run-failed', message: 'The run failed.' });
    }
    this.#root.end(at);
  }
}
