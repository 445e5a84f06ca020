import type { Run, RunCreated, RunEvent, RunListener, RunNotice } from '@catena/engine';
import type { Metrics } from './metrics.ts';

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

/** A prediction that has not ended, as labels. */
interface Made {
  provider: string;
  model: string;
}

/** An attempt under way. */
interface Attempt {
  startedAt: number;
  intents: Map<string, Made>;
  made: Made[];
}

/** Counts what happens in one run. */
class RunCount implements RunListener {
  readonly #metrics: Metrics;
  readonly #nodes: ReadonlyMap<string, RunCreated['graph']['nodes'][number]>;
  readonly #attempts = new Map<string, Attempt>();

  constructor(metrics: Metrics, { graph }: RunCreated) {
    this.#metrics = metrics;
    this.#nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  }

  onEvent(event: RunEvent): void {
    switch (event.type) {
      case 'step.started':
        this.#attempt(event);
        return;
      case 'step.intent':
        this.#noteIntent(event);
        return;
      case 'step.prediction':
        this.#noteMade(event);
        return;
      case 'step.cached':
        this.#metrics.instruments.cacheHits.inc();
        this.#metrics.instruments.stepsEnded.inc({ state: 'cached' });
        return;
      case 'step.succeeded':
        this.#endAttempt(event, 'succeeded');
        return;
      case 'step.failed':
        this.#endAttempt(event, 'failed');
        return;
      case 'step.canceled':
        this.#endAttempt(event, 'canceled');
        return;
      default:
    }
  }

  onNotice(notice: RunNotice): void {
    const { instruments, lanes } = this.#metrics;
    if (notice.type === 'cache-miss') instruments.cacheMisses.inc({ reason: notice.miss.kind });
    if (notice.type === 'lane-paused') instruments.laneWaits.inc({ lane: lanes.of(notice.lane) });
  }

  /** This process does nothing more for the run. */
  leave(): void {
    this.#metrics.instruments.stepsRunning.dec(this.#attempts.size);
    this.#attempts.clear();
  }

  /** One that an earlier process began counts from when it is first heard of here. */
  #attempt({ step, at }: { step: string; at: number }): Attempt {
    const known = this.#attempts.get(step);
    if (known) return known;
    const attempt = { startedAt: at, intents: new Map<string, Made>(), made: [] };
    this.#attempts.set(step, attempt);
    this.#metrics.instruments.stepsRunning.inc();
    return attempt;
  }

  #noteIntent(event: EventOf<'step.intent'>): void {
    const { provider, key } = event;
    // Versions would be too many to be told apart.
    const [name = ''] = event.model.split(':');
    this.#attempt(event).intents.set(key, { provider, model: this.#metrics.models.of(name) });
  }

  #noteMade(event: EventOf<'step.prediction'>): void {
    const attempt = this.#attempt(event);
    const made = attempt.intents.get(event.key);
    if (!made) return;
    attempt.made.push(made);
    this.#metrics.instruments.predictionsCreated.inc({ ...made });
  }

  #endAttempt(
    event: EventOf<'step.succeeded' | 'step.failed' | 'step.canceled'>,
    state: string,
  ): void {
    const { instruments } = this.#metrics;
    instruments.stepsEnded.inc({ state });
    const attempt = this.#attempts.get(event.step);
    if (!attempt) return;
    this.#attempts.delete(event.step);
    instruments.stepsRunning.dec();
    const [nodeId = ''] = event.step.split('[');
    const node = this.#nodes.get(nodeId);
    const seconds = (event.at - attempt.startedAt) / 1000;
    instruments.stepSeconds.observe({ node_type: node?.type ?? 'unknown' }, seconds);
    if ('times' in event && event.times) {
      const provider = node?.provider ?? 'none';
      instruments.stepQueueSeconds.observe({ provider }, event.times.queueMs / 1000);
    }
    for (const made of attempt.made) instruments.predictionsEnded.inc({ ...made, status: state });
  }
}

/** Counts runs and what happens in them. */
export class RunMeter {
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  /** @param kind - Whether the run begins here, or was begun by another process. */
  follow(run: Run, created: RunCreated, kind: 'new' | 'resumed' = 'new'): void {
    const { runsActive, runsStarted, runsEnded } = this.#metrics.instruments;
    const count = new RunCount(this.#metrics, created);
    runsStarted.inc({ kind });
    runsActive.inc();
    const stopListening = run.subscribe(count);
    const end = (status: string) => {
      stopListening();
      count.leave();
      runsActive.dec();
      runsEnded.inc({ status });
    };
    run.result.then(
      ({ status }) => end(status),
      () => end('left'),
    );
  }
}
