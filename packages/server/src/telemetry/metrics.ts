import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ArtifactRef, LaneStatus } from '@catena/engine';
import { BoundedLabels } from './bounded-labels.ts';

const secondsOfSteps = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];
const secondsOfRequests = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Every metric of a process of Catena, by name. What they mean is in `docs/observability.md`. */
function createInstruments(registers: Registry[]) {
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    options: { help: string; labelNames: Label[]; buckets: number[] },
  ) => new Histogram({ name, ...options, registers });
  return {
    runsActive: gauge('catena_runs_active', 'Runs under way in this process.', []),
    runsStarted: counter('catena_runs_started_total', 'Runs begun or gone on with.', ['kind']),
    runsEnded: counter('catena_runs_ended_total', 'Runs that ended, by status.', ['status']),
    stepsRunning: gauge('catena_steps_running', 'Attempts of steps under way.', []),
    stepsEnded: counter('catena_steps_ended_total', 'Attempts of steps that ended.', ['state']),
    stepSeconds: histogram('catena_step_duration_seconds', {
      help: 'From the start of an attempt to its end, by node type.',
      labelNames: ['node_type'],
      buckets: secondsOfSteps,
    }),
    stepQueueSeconds: histogram('catena_step_queue_seconds', {
      help: 'Time that steps waited, in lanes here and at the provider.',
      labelNames: ['provider'],
      buckets: secondsOfSteps,
    }),
    cacheHits: counter('catena_cache_hits_total', 'Steps answered from the cache.', []),
    cacheMisses: counter('catena_cache_misses_total', 'Steps that had to be computed.', ['reason']),
    predictionsCreated: counter('catena_predictions_created_total', 'Predictions made.', [
      'provider',
      'model',
    ]),
    predictionsEnded: counter('catena_predictions_ended_total', 'Predictions that ended.', [
      'provider',
      'model',
      'status',
    ]),
    laneRunning: gauge('catena_lane_running', 'Steps in a lane.', ['lane']),
    laneWaiting: gauge('catena_lane_waiting', 'Ready steps that wait for a lane.', ['lane']),
    lanePaused: gauge('catena_lane_paused', '1 while a provider asked to wait.', ['lane']),
    laneWaits: counter('catena_lane_rate_limit_waits_total', 'Refusals for too many calls.', [
      'lane',
    ]),
    requests: counter('catena_http_requests_total', 'Requests, by route and status.', [
      'method',
      'route',
      'status',
    ]),
    requestSeconds: histogram('catena_http_request_duration_seconds', {
      help: 'Until the answer begins, by route.',
      labelNames: ['method', 'route'],
      buckets: secondsOfRequests,
    }),
    streams: gauge('catena_http_event_streams', 'Open streams of server-sent events.', []),
    webhooks: counter('catena_webhook_deliveries_total', 'Tries to deliver a webhook.', [
      'outcome',
    ]),
    artifactBytes: counter('catena_artifact_bytes_total', 'Bytes of files put in the store.', []),
    artifacts: counter('catena_artifacts_total', 'Files put in the store.', []),
  };
}

/** What Prometheus reads of a process of Catena. */
export class Metrics {
  readonly instruments: ReturnType<typeof createInstruments>;
  readonly models = new BoundedLabels();
  readonly lanes = new BoundedLabels();
  readonly #registry = new Registry();
  #watchesProcess = false;

  constructor() {
    this.instruments = createInstruments([this.#registry]);
  }

  /** Also measures the process: memory, processor time, garbage collection, delay of the event loop. */
  watchProcess(): void {
    if (this.#watchesProcess) return;
    this.#watchesProcess = true;
    collectDefaultMetrics({ register: this.#registry });
  }

  noteArtifact({ sizeBytes }: ArtifactRef): void {
    this.instruments.artifacts.inc();
    this.instruments.artifactBytes.inc(sizeBytes);
  }

  /** All of it as text. @param lanes - As they are now. */
  async write(lanes: readonly LaneStatus[]): Promise<{ contentType: string; text: string }> {
    const { laneRunning, laneWaiting, lanePaused } = this.instruments;
    for (const gauge of [laneRunning, laneWaiting, lanePaused]) gauge.reset();
    for (const { name, running, waiting, pausedUntilMs } of lanes) {
      const label = { lane: this.lanes.of(name) };
      laneRunning.inc(label, running);
      laneWaiting.inc(label, waiting);
      lanePaused.set(label, pausedUntilMs === undefined ? 0 : 1);
    }
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
