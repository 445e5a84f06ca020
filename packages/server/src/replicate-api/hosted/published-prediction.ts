import {
  EngineError,
  toErrorRecord,
  type ErrorRecord,
  type Run,
  type RunEvent,
  type RunNotice,
  type RunResult,
} from '@catena/engine';
import type { PublishedVersion } from '../../published/published-model.ts';
import type { RunService } from '../../runs/run-service.ts';
import type { HostedEnding, HostedPrediction, HostedRequest } from './hosted-model.ts';

/** Between two looks at an output that is not whole yet, in milliseconds. */
const partialEveryMs = 200;

export interface PublishedPredictionParts {
  runService: RunService;
  version: PublishedVersion;
  workflowId: string;
  /** Whether the one output is a list, of which the first items can be shown early. */
  isIterator: boolean;
}

type Members = Readonly<Record<string, unknown>>;

/** A line of the log for what people want to know of a run. */
const lines: Readonly<Partial<Record<RunEvent['type'], (event: RunEvent) => string>>> = {
  'step.started': (event) => `${stepOf(event)}: started`,
  'step.cached': (event) => `${stepOf(event)}: taken from the cache`,
  'step.succeeded': (event) => `${stepOf(event)}: succeeded`,
  'step.failed': (event) =>
    `${stepOf(event)}: failed: ${event.type === 'step.failed' ? event.error.message : ''}`,
  'step.canceled': (event) => `${stepOf(event)}: canceled`,
};

function stepOf(event: RunEvent): string {
  return 'step' in event ? event.step : '';
}

/** The step that failed first, and what it said. */
function errorOf({ snapshot }: RunResult): ErrorRecord {
  const failed = Object.values(snapshot.nodes)
    .flatMap(({ steps }) => steps)
    .filter(({ status, error }) => status === 'failed' && error)
    .toSorted((one, other) => (one.endedAt ?? 0) - (other.endedAt ?? 0))[0];
  if (failed?.error) {
    return { ...failed.error, message: `The step "${failed.id}" failed: ${failed.error.message}` };
  }
  return (
    snapshot.error ?? { code: 'run-failed', message: 'The workflow failed.', retryable: false }
  );
}

/** A prediction of a published workflow: a run of it, told as it goes. */
export class PublishedPrediction implements HostedPrediction {
  readonly #parts: PublishedPredictionParts;
  readonly #request: HostedRequest;
  #run: Run | undefined;
  #isCanceled = false;
  #hasBegun = false;
  #shown = 0;
  #lookedAtMs = 0;

  constructor(parts: PublishedPredictionParts, request: HostedRequest) {
    this.#parts = parts;
    this.#request = request;
    void this.#predict();
  }

  cancel(): void {
    this.#isCanceled = true;
    this.#run?.cancel();
  }

  async #predict(): Promise<void> {
    const { listener } = this.#request;
    try {
      const ending = await this.#runToEnd();
      if (ending.status === 'succeeded') this.#begin();
      listener.onEnd(ending);
    } catch (error) {
      listener.onEnd({ status: 'failed', error: toErrorRecord(error) });
    }
  }

  async #runToEnd(): Promise<HostedEnding> {
    const { runService, version, workflowId } = this.#parts;
    const { id: predictionId, input } = this.#request;
    const { workflow, lock } = version;
    const request = { workflow: { ...workflow }, workflowId, inputs: { ...input } };
    const { id } = await runService.start(request, { lock, predictionId });
    const run = runService.follow(id).live;
    if (!run) throw new EngineError({ code: 'run-lost', message: 'The run ended unseen.' });
    this.#run = run;
    if (this.#isCanceled) run.cancel();
    const stopListening = run.subscribe({
      onEvent: (event) => this.#tell(event, run),
      onNotice: (notice) => this.#note(notice),
    });
    try {
      return this.#toEnding(await run.result);
    } finally {
      stopListening();
    }
  }

  #toEnding(result: RunResult): HostedEnding {
    const { status, outputs, snapshot } = result;
    const { startedAt, endedAt } = snapshot;
    const steps = Object.values(snapshot.nodes).flatMap((node) => node.steps);
    const metrics = {
      ...(startedAt !== undefined && endedAt !== undefined && { predictMs: endedAt - startedAt }),
      steps: steps.length,
      cached_steps: steps.filter((step) => step.status === 'cached').length,
    };
    if (status === 'canceled') return { status, metrics };
    if (status === 'failed') return { status, error: errorOf(result), metrics };
    return { status, output: this.#outputOf(outputs), metrics };
  }

  /** The one output itself; of several an object. */
  #outputOf(outputs: Members): unknown {
    const names = Object.keys(this.#parts.version.workflow.outputs ?? {});
    const [only] = names;
    if (only !== undefined && names.length === 1) return outputs[only] ?? null;
    return Object.fromEntries(names.map((name) => [name, outputs[name] ?? null]));
  }

  #tell(event: RunEvent, run: Run): void {
    const line = lines[event.type]?.(event);
    if (line === undefined) return;
    this.#begin();
    this.#request.listener.onLog(`${line}\n`);
    if (event.type === 'step.succeeded' || event.type === 'step.cached') this.#showPartial(run);
  }

  #note(notice: RunNotice): void {
    if (notice.type !== 'log') return;
    const text = notice.text.replace(/\n$/, '').replaceAll('\n', `\n${notice.step}: `);
    this.#request.listener.onLog(`${notice.step}: ${text}\n`);
  }

  /** Snapshots are copies of the whole run: not one for each of thousands of steps. */
  #showPartial(run: Run): void {
    const now = performance.now();
    if (!this.#parts.isIterator || now - this.#lookedAtMs < partialEveryMs) return;
    this.#lookedAtMs = now;
    const partial = this.#outputOf(run.snapshot().outputs);
    if (!Array.isArray(partial) || partial.length <= this.#shown) return;
    this.#shown = partial.length;
    this.#request.listener.onOutput(partial);
  }

  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#request.listener.onProcessing();
  }
}
