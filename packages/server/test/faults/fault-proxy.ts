/** An HTTP proxy before a server that speaks Replicate's API: it passes everything on, but for the calls that a test spoils. */
import {
  createServer,
  request as sendRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** The calls of a client, as a test names them. */
export type CallKind = 'describe' | 'upload' | 'create' | 'poll' | 'list' | 'download' | 'other';

/** An answer of the server, whole. */
export interface WholeAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** A call that a fault has in its hands. */
export interface SpoiledCall {
  response: ServerResponse;
  /** Lets the server have the call and gives its answer. */
  forward(): Promise<WholeAnswer>;
  /** Breaks the connection. */
  reset(): void;
}

/** Something that goes wrong with a call. */
export type Fault = (call: SpoiledCall) => Promise<void>;

/** Which calls a fault befalls: those of a kind, of the `nth` thing of that kind, so many times. */
export interface FaultPlan {
  kind: CallKind;
  nth: number;
  times: number;
  fault: Fault;
}

const kinds: readonly [CallKind, string, RegExp][] = [
  ['create', 'POST', /^\/v1\/(models\/[^/]+\/[^/]+\/|deployments\/[^/]+\/[^/]+\/)?predictions$/],
  ['upload', 'POST', /^\/v1\/files$/],
  ['poll', 'GET', /^\/v1\/predictions\/[^/]+$/],
  ['list', 'GET', /^\/v1\/predictions$/],
  ['describe', 'GET', /^\/v1\/models\//],
];

export class FaultProxy {
  /** Kinds of the calls so far, in their order. */
  readonly calls: CallKind[] = [];
  readonly #target: URL;
  readonly #plans: readonly FaultPlan[];
  readonly #server: Server;
  readonly #things = new Map<CallKind, string[]>();
  readonly #spoiled = new Map<FaultPlan, number>();

  constructor(target: string, plans: readonly FaultPlan[] = []) {
    this.#target = new URL(target);
    this.#plans = plans;
    this.#server = createServer((request, response) => {
      this.#take(request, response).catch(() => response.destroy());
    });
  }

  /** How often faults befell a call. */
  get spoiled(): number {
    return [...this.#spoiled.values()].reduce((sum, count) => sum + count, 0);
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.#target);
    const kind = kindOf(request.method ?? 'GET', pathname);
    this.calls.push(kind);
    const nth = this.#count(kind, pathname);
    const plan = this.#plans.find(
      (one) => one.kind === kind && one.nth === nth && (this.#spoiled.get(one) ?? 0) < one.times,
    );
    if (plan === undefined) return this.#pass(request, response);
    this.#spoiled.set(plan, (this.#spoiled.get(plan) ?? 0) + 1);
    const body = await readAll(request);
    await plan.fault({
      response,
      forward: () => this.#whole(request, body),
      reset: () => void request.socket.destroy(),
    });
  }

  /** Creates and uploads count each time; what is asked for again counts once. */
  #count(kind: CallKind, path: string): number {
    const things = this.#things.get(kind) ?? [];
    this.#things.set(kind, things);
    const isNew = kind === 'create' || kind === 'upload' || !things.includes(path);
    if (isNew) things.push(path);
    return isNew ? things.length : things.indexOf(path) + 1;
  }

  #open(request: IncomingMessage, answered: (answer: IncomingMessage) => void) {
    const { hostname, port } = this.#target;
    const { method, url: path, headers } = request;
    return sendRequest({ hostname, port, method, path, headers, agent: false }, answered);
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const onward = this.#open(request, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  #whole(request: IncomingMessage, body: Buffer): Promise<WholeAnswer> {
    return new Promise((resolve, reject) => {
      const onward = this.#open(request, (answer) => {
        const { statusCode: status = 502, headers } = answer;
        readAll(answer).then((read) => resolve({ status, headers, body: read }), reject);
      });
      onward.on('error', reject);
      onward.end(body);
    });
  }
}

function kindOf(method: string, path: string): CallKind {
  const known = kinds.find(([, wanted, pattern]) => wanted === method && pattern.test(path));
  if (known !== undefined) return known[0];
  return method === 'GET' && !path.includes('/stream') ? 'download' : 'other';
}

async function readAll(source: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of source) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
