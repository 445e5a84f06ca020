import { setTimeout as delay } from 'node:timers/promises';

/** What a container remembers of a prediction while it runs. */
export interface CogState {
  id: string;
  status: 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled';
  logs: string;
  output?: unknown;
  error?: string;
  metrics: Record<string, number>;
}

type CogEvent = { name: string; data: unknown };
type Subscriber = (event: CogEvent) => void;
type Webhook = { url: string; events: readonly string[] };

const replayCapacity = 1024;
const webhookTries = 12;

/** A prediction in a container: its state, who listens, and whom it calls. */
export class CogPrediction {
  readonly state: CogState;
  readonly abort = new AbortController();
  readonly done: Promise<void>;
  readonly history: CogEvent[] = [];
  skipped = 0;
  readonly subscribers = new Set<Subscriber>();
  /** Started by a stream: ends when nobody reads the stream any more. */
  readonly endsWithStream: boolean;
  readonly #webhook: Webhook | undefined;
  readonly #startedAt = Date.now();
  #resolveDone: () => void = () => {};

  constructor(id: string, webhook: Webhook | undefined, endsWithStream: boolean) {
    this.state = { id, status: 'starting', logs: '', metrics: {} };
    this.#webhook = webhook;
    this.endsWithStream = endsWithStream;
    this.done = new Promise((resolve) => (this.#resolveDone = resolve));
  }

  start(): void {
    this.state.status = 'processing';
    const { id, status } = this.state;
    this.#emit('start', { id, status });
    void this.#call('start');
  }

  log(text: string): void {
    this.state.logs += text;
    this.#emit('log', { source: 'stdout', data: text });
    void this.#call('logs');
  }

  output(chunk: unknown): void {
    const outputs = Array.isArray(this.state.output) ? this.state.output : [];
    this.state.output = [...outputs, chunk];
    this.#emit('output', { chunk, index: outputs.length });
    void this.#call('output');
  }

  end(ending: Pick<CogState, 'status' | 'output' | 'error'>): void {
    Object.assign(this.state, ending);
    this.state.metrics['predict_time'] = (Date.now() - this.#startedAt) / 1000;
    this.#emit('completed', this.state);
    void this.#callUntilHeard();
    this.#resolveDone();
  }

  #emit(name: string, data: unknown): void {
    const event = { name, data: structuredClone(data) };
    this.history.push(event);
    if (this.history.length > replayCapacity) {
      this.history.shift();
      this.skipped += 1;
    }
    for (const subscriber of this.subscribers) subscriber(event);
  }

  async #call(event: string): Promise<boolean> {
    if (!this.#webhook?.events.includes(event)) return true;
    const body = JSON.stringify(this.state);
    const headers = { 'content-type': 'application/json', 'user-agent': 'coglet/test' };
    const response = await fetch(this.#webhook.url, { method: 'POST', body, headers }).catch(
      () => undefined,
    );
    await response?.arrayBuffer();
    return response !== undefined && response.status !== 429 && response.status < 500;
  }

  async #callUntilHeard(): Promise<void> {
    for (let attempt = 0; attempt < webhookTries; attempt += 1) {
      if (await this.#call('completed')) return;
      await delay(100 * 2 ** attempt);
    }
  }
}
