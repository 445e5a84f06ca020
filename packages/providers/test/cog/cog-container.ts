/**
 * A container as Cog's own HTTP server would make it: the same paths, answers and order of checks, with a
 * function in place of the model.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { JsonSchema } from '@catena/engine';
import { CogPrediction } from './cog-prediction.ts';

/** What a model says and makes while it runs. */
export interface CogRun {
  signal: AbortSignal;
  log(text: string): void;
  /** One piece of an iterator's output. */
  yield(chunk: unknown): void;
}

export interface CogModel {
  input: Record<string, JsonSchema>;
  required?: string[];
  output: JsonSchema;
  /** Whether `predict` is marked as streaming. */
  streaming?: boolean;
  predict(input: Record<string, unknown>, run: CogRun): Promise<unknown>;
}

export interface CogContainerOptions {
  slots?: number;
  setupMs?: number;
  setupLogs?: string;
  setupFails?: boolean;
  /** The Python server of before 2025: without streams, and it validates before it looks for the id. */
  old?: boolean;
}

const mostBytes = 100 * 1024 * 1024;

interface CogBody {
  id?: string;
  input?: unknown;
  webhook?: string;
  webhook_events_filter?: string[];
}

export class CogContainer {
  readonly running = new Map<string, CogPrediction>();
  /** Ids of all predictions that ever began, in their order. */
  readonly begun: string[] = [];
  status: 'STARTING' | 'READY' | 'SETUP_FAILED' | 'DEFUNCT' = 'STARTING';
  readonly #model: CogModel;
  readonly #options: CogContainerOptions;
  readonly #server: Server;
  readonly #startedAt = new Date().toISOString();
  #setupLogs = '';

  constructor(model: CogModel, options: CogContainerOptions = {}) {
    this.#model = model;
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500);
        response.end(String(error));
      });
    });
  }

  /** Listens, and begins its setup. */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    void this.#setUp();
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const prediction of this.running.values()) prediction.abort.abort();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Breaks every connection, as a proxy that is restarted does. */
  dropConnections(): void {
    this.#server.closeAllConnections();
  }

  async #setUp(): Promise<void> {
    const { setupMs = 0, setupLogs = '', setupFails = false } = this.#options;
    const lines = setupLogs.split('\n');
    for (const line of lines) {
      this.#setupLogs += `${line}\n`;
      await delay(setupMs / lines.length);
    }
    this.status = setupFails ? 'SETUP_FAILED' : 'READY';
  }

  get #schema(): JsonSchema {
    const { input, required = [], output } = this.#model;
    const Input = { type: 'object', title: 'Input', properties: input, required };
    return { openapi: '3.0.2', components: { schemas: { Input, Output: output } } };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://container');
    const [, id, action] = /^\/predictions\/([^/]+)(\/cancel)?$/.exec(pathname) ?? [];
    const route = `${request.method} ${id === undefined ? pathname : `/predictions/{id}${action ?? ''}`}`;
    if (route === 'GET /health-check') return this.#health(response);
    if (route === 'GET /openapi.json') return send(response, 200, this.#schema);
    if (route === 'POST /predictions/{id}/cancel') return this.#cancel(response, id ?? '');
    if (route === 'PUT /predictions/{id}') return this.#put(request, response, id ?? '');
    send(response, request.method === 'GET' ? 404 : 405, { detail: 'Not Found' });
  }

  #health(response: ServerResponse): void {
    const { slots = 1, old = false, setupFails = false } = this.#options;
    const isBusy = this.status === 'READY' && this.running.size >= slots;
    const completed = this.status === 'STARTING' ? 'starting' : setupFails ? 'failed' : 'succeeded';
    send(response, 200, {
      status: isBusy ? 'BUSY' : this.status,
      setup: { started_at: this.#startedAt, status: completed, logs: this.#setupLogs },
      ...(old ? {} : { version: { coglet: '0.18.0', cog: '0.18.0', python: '3.13.0' } }),
    });
  }

  #cancel(response: ServerResponse, id: string): void {
    const prediction = this.running.get(id);
    prediction?.abort.abort();
    send(response, prediction === undefined ? 404 : 200, {});
  }

  async #put(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const text = await readBody(request);
    if (text === undefined) return send(response, 413, { error: 'length limit exceeded' });
    const body = JSON.parse(text) as CogBody;
    if (body.id !== undefined && body.id !== id) {
      return sendInvalid(response, [['id', 'prediction ID must match the ID supplied in the URL']]);
    }
    const { old = false } = this.#options;
    const problems = this.#check(body.input);
    if (old && problems.length > 0) return sendInvalid(response, problems);
    const asksStream = !old && (request.headers.accept ?? '').includes('text/event-stream');
    const streams = this.#model.streaming === true;
    const known = this.running.get(id);
    if (asksStream && !streams) {
      return send(response, 406, { error: 'This model does not support streaming responses.' });
    }
    if (known !== undefined) {
      return asksStream ? this.#stream(known, response) : send(response, 202, known.state);
    }
    if (problems.length > 0) return sendInvalid(response, problems);
    if (this.status !== 'READY') {
      return send(response, 503, { error: 'Predictor not ready', status: 'failed' });
    }
    if (this.running.size >= (this.#options.slots ?? 1)) {
      const busy = 'At capacity - all prediction slots busy';
      const old409 = { detail: 'Already running a prediction' };
      return send(response, 409, old ? old409 : { error: busy, status: 'failed' });
    }
    const prediction = this.#begin(id, body, asksStream);
    if (asksStream) return this.#stream(prediction, response);
    if (request.headers['prefer'] === 'respond-async') {
      return send(response, 202, { id, status: 'starting' });
    }
    response.on('close', () => {
      if (!response.writableFinished) prediction.abort.abort();
    });
    await prediction.done;
    send(response, 200, prediction.state);
  }

  /** The problems of an input; what is unknown is dropped silently. */
  #check(input: unknown): [string, string][] {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      return [['__root__', `${JSON.stringify(input)} is not of type "object"`]];
    }
    const given = input as Record<string, unknown>;
    const problems: [string, string][] = [];
    for (const name of this.#model.required ?? []) {
      if (given[name] === undefined) problems.push([name, 'Field required']);
    }
    for (const [name, { type }] of Object.entries(this.#model.input)) {
      const value = given[name];
      const wanted = type === 'integer' ? 'number' : type;
      if (value === undefined || typeof value === wanted) continue;
      problems.push([name, `${JSON.stringify(value)} is not of type "${String(type)}"`]);
    }
    return problems;
  }

  #begin(id: string, body: CogBody, endsWithStream: boolean): CogPrediction {
    const events = body.webhook_events_filter ?? ['start', 'output', 'logs', 'completed'];
    const webhook = body.webhook === undefined ? undefined : { url: body.webhook, events };
    const prediction = new CogPrediction(id, webhook, endsWithStream);
    this.running.set(id, prediction);
    this.begun.push(id);
    void this.#predict(prediction, body.input as Record<string, unknown>);
    return prediction;
  }

  async #predict(prediction: CogPrediction, input: Record<string, unknown>): Promise<void> {
    await delay(1);
    prediction.start();
    const { signal } = prediction.abort;
    try {
      const output = await this.#model.predict(input, {
        signal,
        log: (text) => prediction.log(text),
        yield: (chunk) => prediction.output(chunk),
      });
      const final = output === undefined ? {} : { output };
      prediction.end({ status: 'succeeded', ...final });
    } catch (error) {
      if (signal.aborted) prediction.end({ status: 'canceled' });
      else prediction.end({ status: 'failed', error: (error as Error).message });
    }
    this.running.delete(prediction.state.id);
  }

  #stream(prediction: CogPrediction, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const write = ({ name, data }: { name: string; data: unknown }) => {
      response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
      if (name === 'completed') response.end();
    };
    if (prediction.skipped > 0) {
      write({
        name: 'error',
        data: { error: 'SSE stream replay truncated', skipped: prediction.skipped },
      });
      response.end();
      return;
    }
    for (const event of prediction.history) write(event);
    prediction.subscribers.add(write);
    response.on('close', () => {
      prediction.subscribers.delete(write);
      const unheard = prediction.endsWithStream && prediction.subscribers.size === 0;
      if (unheard) prediction.abort.abort();
    });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function sendInvalid(response: ServerResponse, problems: [string, string][]): void {
  const detail = problems.map(([field, msg]) => ({
    loc: field === 'id' ? ['body', 'id'] : ['body', 'input', field],
    msg,
    type: msg === 'Field required' ? 'value_error.missing' : 'value_error',
  }));
  send(response, 422, { detail });
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    size += (piece as Buffer).length;
    if (size <= mostBytes) pieces.push(piece as Buffer);
  }
  return size > mostBytes ? undefined : Buffer.concat(pieces).toString();
}
