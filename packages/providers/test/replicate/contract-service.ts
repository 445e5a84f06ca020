import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the service saw it. */
export interface SeenRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A prediction as the service keeps it: Replicate's members. */
export interface KeptPrediction {
  id: string;
  status: string;
  input: Record<string, unknown>;
  [member: string]: unknown;
}

/** What happens to a request in the place of its answer. */
export type Fault = (request: SeenRequest, response: ServerResponse) => boolean;

export const knownVersion = 'a'.repeat(64);
export const officialVersion = 'b'.repeat(64);

const uri = { type: 'string', format: 'uri' };

/** The document of a model with one of everything. */
export const sampleSchema = {
  components: {
    schemas: {
      Input: {
        type: 'object',
        properties: {
          prompt: { type: 'string' },
          image: uri,
          images: { type: 'array', items: uri },
          key: { type: 'string', format: 'password' },
        },
      },
      Output: {
        type: 'object',
        properties: { picture: uri, text: { type: 'string' } },
      },
    },
  },
};

/** A small service that answers as Replicate does; a test says how its predictions go. */
export class ContractService {
  readonly seen: SeenRequest[] = [];
  readonly predictions: KeptPrediction[] = [];
  /** Members of the next predictions when they are made. */
  fresh: Record<string, unknown> = {};
  /** Members that a prediction has from its n-th look on, by n. */
  looks: Record<string, unknown>[] = [{ status: 'succeeded', output: 'done' }];
  fault: Fault = () => false;
  files = 0;
  readonly #server: Server;
  readonly #looked = new Map<string, number>();
  url = '';

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Requests of a method whose path begins so. */
  requests(method: string, path: string): SeenRequest[] {
    return this.seen.filter((one) => one.method === method && one.path.startsWith(path));
  }

  make(members: Partial<KeptPrediction> = {}): KeptPrediction {
    const id = `prediction${String(this.predictions.length).padStart(16, '0')}`;
    const prediction: KeptPrediction = {
      id,
      model: 'acme/painter',
      version: knownVersion,
      input: {},
      output: null,
      logs: '',
      error: null,
      status: 'starting',
      created_at: new Date().toISOString(),
      urls: { get: `https://elsewhere.example/v1/predictions/${id}` },
      ...members,
    };
    this.predictions.unshift(prediction);
    return prediction;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces).toString('latin1');
    const { method = '', url: path = '', headers } = request;
    const seen = { method, path, headers, body };
    this.seen.push(seen);
    if (this.fault(seen, response)) return;
    const answer = this.#answer(seen);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.raw ?? JSON.stringify(answer.json));
  }

  #answer({ method, path, body }: SeenRequest): Answer {
    const { pathname, searchParams } = new URL(path, this.url);
    const [, , resource, ...rest] = pathname.split('/');
    if (method === 'POST' && pathname === '/v1/files') return this.#upload();
    if (method === 'POST' && pathname.endsWith('/cancel')) return this.#cancel(rest[0] ?? '');
    if (method === 'POST' && pathname.endsWith('/predictions')) return this.#create(pathname, body);
    if (resource === 'predictions' && rest.length > 0) return this.#look(rest[0] ?? '');
    if (resource === 'predictions') return this.#list(searchParams.get('cursor'));
    if (resource === 'models' && rest.includes('versions')) return this.#version(rest.at(-1) ?? '');
    if (resource === 'models') return modelAnswer(rest);
    if (resource === 'deployments') {
      const release = { model: 'acme/painter', version: knownVersion };
      return { status: 200, json: { current_release: release } };
    }
    if (resource === 'webhooks') return { status: 200, json: { key: webhookSecret } };
    if (pathname.startsWith('/outputs/')) {
      const raw = Buffer.from(`bytes of ${pathname}`);
      return { status: 200, raw, headers: { 'content-type': 'application/octet-stream' } };
    }
    if (pathname.startsWith('/streams/')) {
      const raw =
        'event: output\ndata: Hel\n\nevent: output\ndata: lo\n\nevent: done\ndata: {}\n\n';
      return { status: 200, raw, headers: { 'content-type': 'text/event-stream' } };
    }
    return notFound;
  }

  #upload(): Answer {
    this.files += 1;
    const now = Date.now();
    const json = {
      id: `file${this.files}`,
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + 24 * 3_600_000).toISOString(),
      urls: { get: `${this.url}/v1/files/file${this.files}` },
    };
    return { status: 201, json };
  }

  #create(pathname: string, body: string): Answer {
    const { input, version } = JSON.parse(body) as KeptPrediction;
    const model = /\/models\/(.+)\/predictions/.exec(pathname)?.[1] ?? 'acme/painter';
    const asked = typeof version === 'string' ? version : knownVersion;
    const made = this.make({ model, version: asked, input, ...this.fresh });
    return { status: 201, json: made };
  }

  #look(id: string): Answer {
    const prediction = this.predictions.find((one) => one.id === id);
    if (!prediction) return notFound;
    const count = this.#looked.get(id) ?? 0;
    this.#looked.set(id, count + 1);
    const next = this.looks[Math.min(count, this.looks.length - 1)];
    if (prediction.status !== 'canceled') Object.assign(prediction, next);
    return { status: 200, json: prediction };
  }

  #list(cursor: string | null): Answer {
    const start = Number(cursor ?? 0);
    const results = this.predictions.slice(start, start + 2);
    const more = start + 2 < this.predictions.length;
    // A service behind a proxy may name itself otherwise.
    const next = more ? `https://elsewhere.example/v1/predictions?cursor=${start + 2}` : null;
    return { status: 200, json: { next, previous: null, results } };
  }

  #cancel(id: string): Answer {
    const prediction = this.predictions.find((one) => one.id === id);
    if (!prediction) return notFound;
    prediction.status = 'canceled';
    return { status: 200, json: prediction };
  }

  #version(id: string): Answer {
    if (id !== knownVersion) return notFound;
    return { status: 200, json: { id, created_at: null, openapi_schema: sampleSchema } };
  }
}

interface Answer {
  status: number;
  json?: unknown;
  raw?: string | Buffer;
  headers?: Record<string, string>;
}

export const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const notFound: Answer = {
  status: 404,
  json: { detail: 'The requested resource could not be found.', status: 404 },
  headers: { 'content-type': 'application/problem+json' },
};

/** `acme/painter` is anybody's, `acme/official` is official; there is no other. */
function modelAnswer([owner, name]: string[]): Answer {
  const model = (called: string) => ({
    owner: 'acme',
    name: called,
    url: `https://example.com/acme/${called}`,
    description: 'Paints.',
    is_official: called === 'official',
    license_url: 'https://example.com/licence',
    paper_url: null,
    cover_image_url: 'https://example.com/cover.png',
    default_example: { input: { prompt: 'a cat' }, output: null },
    latest_version: {
      id: called === 'official' ? officialVersion : knownVersion,
      openapi_schema: sampleSchema,
    },
  });
  if (owner === undefined) {
    return { status: 200, json: { next: null, results: [model('painter'), { odd: true }] } };
  }
  const known = owner === 'acme' && (name === 'painter' || name === 'official');
  return known ? { status: 200, json: model(name) } : notFound;
}
