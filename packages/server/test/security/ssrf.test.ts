import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryArtifactStore, readAll, type EngineError } from '@catena/engine';
import type { RunRecord, RunSummary } from '../../src/api/runs.ts';
import { createUrlFetcher, type UrlFetcherOptions } from '../../src/guard/create-url-fetcher.ts';
import { openApp, type AppBench } from '../app-bench.ts';

const publicAddress = '93.184.216.34';

/** A server of this machine that notes who comes. */
interface Target {
  port: number;
  visits: string[];
  server: Server;
}

const targets: Target[] = [];

async function openTarget(answer: RequestListener): Promise<Target> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.headers.host}${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = { port: (server.address() as AddressInfo).port, visits, server };
  targets.push(target);
  return target;
}

afterEach(() => {
  for (const { server } of targets.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const secret: RequestListener = (_request, response) => void response.end('secret');

/** Fetches with names that mean what the test says; public addresses lead to this machine. */
function createBench(names: Record<string, string[][]>, options: Partial<UrlFetcherOptions> = {}) {
  const artifacts = createMemoryArtifactStore();
  const resolved: string[] = [];
  const connected: string[] = [];
  const fetcher = createUrlFetcher({
    artifacts,
    resolve: async (name) => {
      resolved.push(name);
      const answers = names[name] ?? [];
      return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
    },
    route: (address) => {
      connected.push(address);
      return address === publicAddress ? '127.0.0.1' : address;
    },
    ...options,
  });
  const fetch = async (url: string) => {
    const signal = new AbortController().signal;
    const ref = await fetcher.fetch(url, { signal });
    return new TextDecoder().decode(await readAll(artifacts.read(ref.$artifact)));
  };
  const refusal = async (url: string): Promise<Pick<EngineError, 'code' | 'message' | 'hint'>> =>
    fetch(url).then(
      (content) => Promise.reject(new Error(`It was fetched: ${content}`)),
      (error: EngineError) => ({ code: error.code, message: error.message, hint: error.hint }),
    );
  return { fetch, refusal, resolved, connected };
}

describe('a file at an address', () => {
  it('is fetched from the public internet, with nothing of this machine sent along', async () => {
    let headers: Record<string, unknown> = {};
    const { port } = await openTarget((request, response) => {
      headers = request.headers;
      response.end('a picture');
    });
    const { fetch, connected } = createBench({ 'public.example': [[publicAddress]] });
    expect(await fetch(`http://public.example:${port}/a?signature=x`)).toBe('a picture');
    expect(connected).toEqual([publicAddress]);
    expect(Object.keys(headers).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  it('is fetched where a redirection leads, if that is public too', async () => {
    const { port } = await openTarget((request, response) => {
      if (request.url === '/here') response.writeHead(302, { location: '/there' }).end();
      else response.end('there');
    });
    const { fetch } = createBench({ 'public.example': [[publicAddress]] });
    expect(await fetch(`http://public.example:${port}/here`)).toBe('there');
  });
});

describe('an address is refused', () => {
  it.each([
    ['of loopback', (port: number) => `http://127.0.0.1:${port}/`],
    ['written as one number', (port: number) => `http://2130706433:${port}/`],
    ['written in hexadecimal', (port: number) => `http://0x7f000001:${port}/`],
    ['written in octal', (port: number) => `http://0177.0.0.1:${port}/`],
    ['written short', (port: number) => `http://127.1:${port}/`],
    ['of loopback in IPv6', (port: number) => `http://[::1]:${port}/`],
    ['mapped into IPv6', (port: number) => `http://[::ffff:127.0.0.1]:${port}/`],
    ['behind NAT64', (port: number) => `http://[64:ff9b::7f00:1]:${port}/`],
    ['that is unspecified', (port: number) => `http://0.0.0.0:${port}/`],
    ['of the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
    ['of a private network', () => 'http://10.0.0.1/'],
    ['of a unique-local network', () => 'http://[fd00::1]/'],
  ])('%s', async (_what, address) => {
    const { port, visits } = await openTarget(secret);
    const { refusal, connected } = createBench({});
    expect(await refusal(address(port))).toMatchObject({ code: 'url-refused' });
    expect(connected).toEqual([]);
    expect(visits).toEqual([]);
  });

  it('whose name means this machine, also beside public ones', async () => {
    const { port, visits } = await openTarget(secret);
    const { refusal } = createBench({
      localhost: [['127.0.0.1']],
      'inside.example': [[publicAddress, '10.0.0.7']],
    });
    for (const name of ['localhost', 'inside.example']) {
      const { code, message, hint } = await refusal(`http://${name}:${port}/x?token=hush`);
      expect(code).toBe('url-refused');
      expect(message).toBe(
        `http://${name}:${port}/x was not fetched: it leads into this machine or a private network.`,
      );
      expect(hint).toContain('upload it');
    }
    expect(visits).toEqual([]);
  });

  it('with another scheme, or with credentials', async () => {
    const { refusal, resolved } = createBench({ 'public.example': [[publicAddress]] });
    for (const url of [
      'file:///etc/passwd',
      'ftp://public.example/a',
      'gopher://public.example/a',
      'http://user:password@public.example/a',
    ]) {
      const { code, message } = await refusal(url);
      expect(code).toBe('url-refused');
      expect(message).not.toContain('password@');
    }
    expect(resolved).toEqual([]);
  });

  it('where a redirection leads into this machine', async () => {
    const inside = await openTarget(secret);
    const locations = [
      `http://127.0.0.1:${inside.port}/`,
      `http://[::ffff:7f00:1]:${inside.port}/`,
      `http://inside.example:${inside.port}/`,
      'http://169.254.169.254/latest/',
      'file:///etc/passwd',
    ];
    for (const location of locations) {
      const outside = await openTarget((_request, response) => {
        response.writeHead(302, { location }).end();
      });
      const { refusal } = createBench({
        'public.example': [[publicAddress]],
        'inside.example': [['127.0.0.1']],
      });
      const { code } = await refusal(`http://public.example:${outside.port}/`);
      expect([location, code]).toEqual([location, 'url-refused']);
      expect(outside.visits).toHaveLength(1);
    }
    expect(inside.visits).toEqual([]);
  });

  it('when it redirects without end', async () => {
    const { port, visits } = await openTarget((_request, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    const { refusal } = createBench({ 'public.example': [[publicAddress]] });
    expect((await refusal(`http://public.example:${port}/`)).message).toContain(
      'more than 5 times',
    );
    expect(visits).toHaveLength(6);
  });
});

describe('a name whose answer changes', () => {
  it('is connected to where it was checked', async () => {
    const { port } = await openTarget((_request, response) => void response.end('public'));
    const { fetch, connected, resolved } = createBench({
      'rebind.example': [[publicAddress], ['127.0.0.1'], ['127.0.0.1']],
    });
    expect(await fetch(`http://rebind.example:${port}/`)).toBe('public');
    expect(connected).toEqual([publicAddress]);
    expect(resolved).toEqual(['rebind.example']);
  });

  it('is refused at the redirection where it has changed', async () => {
    const { port, visits } = await openTarget((_request, response) => {
      response.writeHead(302, { location: '/secret' }).end();
    });
    const { refusal } = createBench({ 'rebind.example': [[publicAddress], ['127.0.0.1']] });
    expect((await refusal(`http://rebind.example:${port}/`)).code).toBe('url-refused');
    expect(visits).toEqual([`rebind.example:${port}/`]);
  });
});

describe('a configured provider', () => {
  it('is reached in a private network, by its exact origin only', async () => {
    const { port } = await openTarget((_request, response) => void response.end('output'));
    const other = await openTarget(secret);
    const { fetch, refusal } = createBench({}, { allowedOrigins: [`http://127.0.0.1:${port}`] });
    expect(await fetch(`http://127.0.0.1:${port}/file`)).toBe('output');
    expect((await refusal(`http://127.0.0.1:${other.port}/file`)).code).toBe('url-refused');
    expect((await refusal(`https://127.0.0.1:${port}/file`)).code).toBe('url-refused');
    expect(other.visits).toEqual([]);
  });
});

describe('what a server sends', () => {
  const names = () => ({ 'public.example': [[publicAddress]] });

  it('is limited in size, said beforehand or not', async () => {
    const { port } = await openTarget((request, response) => {
      if (request.url === '/honest') response.setHeader('content-length', 2000);
      response.write('x'.repeat(1000));
      response.end('x'.repeat(1000));
    });
    const { refusal } = createBench(names(), { limits: { maxBytes: 1500 } });
    for (const path of ['/honest', '/silent']) {
      const { message } = await refusal(`http://public.example:${port}${path}`);
      expect(message).toContain('larger than 1500 bytes');
    }
  });

  it('is limited in time, in silence and as a trickle', async () => {
    const { port } = await openTarget((request, response) => {
      if (request.url === '/silent') return;
      response.writeHead(200);
      setInterval(() => response.write('x'), 20).unref();
    });
    const limits = { totalMs: 400, silenceMs: 200 };
    const { refusal } = createBench(names(), { limits });
    for (const path of ['/silent', '/trickle']) {
      const { code, message } = await refusal(`http://public.example:${port}${path}`);
      expect([path, code]).toEqual([path, 'url-failed']);
      expect(message).toContain('takes too long');
    }
  });

  it('has to be a success, whole, and reachable at all', async () => {
    const { port } = await openTarget((request, response) => {
      if (request.url === '/missing') response.writeHead(404).end();
      else {
        response.writeHead(200, { 'content-length': 100 });
        response.write('cut off');
        setTimeout(() => response.destroy(), 20);
      }
    });
    const { refusal } = createBench(names());
    expect((await refusal(`http://public.example:${port}/missing`)).message).toContain(
      'its server answered 404',
    );
    expect((await refusal(`http://public.example:${port}/cut`)).code).toBe('url-failed');
    expect((await refusal('http://public.example:1/')).code).toBe('url-failed');
    expect((await refusal('http://nowhere.example/')).message).toContain('not known');
  });
});

describe('a workflow on the server', () => {
  let app: AppBench;
  beforeAll(async () => void (app = await openApp()));
  afterAll(() => app.close());

  const workflowWith = (image: string) => ({
    catena: 1,
    nodes: { small: { type: 'image.resize', input: { image, width: 10 } } },
  });

  it('fails at the step that names an address inside, and the server stays healthy', async () => {
    const { port, visits } = await openTarget(secret);
    const addresses = [
      `http://127.0.0.1:${port}/`,
      `http://localhost:${port}/`,
      `http://2130706433:${port}/`,
      `http://[::1]:${port}/`,
      'http://169.254.169.254/latest/meta-data/',
    ];
    for (const address of addresses) {
      const started = await app.post('/runs', { workflow: workflowWith(address) });
      expect(started.status).toBe(201);
      const { id } = (await started.json()) as RunSummary;
      await (await app.get(`/runs/${id}/events`)).text();
      const run = (await (await app.get(`/runs/${id}`)).json()) as RunRecord;
      expect([address, run.status]).toEqual([address, 'failed']);
      expect(run.error).toMatchObject({ code: 'url-refused', nodeId: 'small' });
      expect(run.snapshot.nodes['small']?.steps[0]?.error?.hint).toContain('upload it');
    }
    expect(visits).toEqual([]);
    expect((await app.get('/health')).status).toBe(200);
  });

  it('may name an address inside as the value of an input no more than in the document', async () => {
    const { port, visits } = await openTarget(secret);
    const started = await app.post('/runs', {
      workflow: {
        ...workflowWith(''),
        inputs: { photo: { type: 'image' } },
        nodes: {
          small: { type: 'image.resize', input: { image: { $from: 'inputs.photo' }, width: 10 } },
        },
      },
      inputs: { photo: `http://127.0.0.1:${port}/` },
    });
    const { id } = (await started.json()) as RunSummary;
    await (await app.get(`/runs/${id}/events`)).text();
    const run = (await (await app.get(`/runs/${id}`)).json()) as RunRecord;
    expect(run.error).toMatchObject({ code: 'url-refused' });
    expect(visits).toEqual([]);
  });
});
