import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReplicate } from '../../src/index.ts';
import type { Fault, SeenRequest } from './contract-service.ts';
import { knownVersion, webhookSecret } from './contract-service.ts';
import { openBench, requestOf, type Bench } from './provider-at.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.stop());

const isCreate = ({ method, path }: SeenRequest) =>
  method === 'POST' && path.endsWith('/predictions');

/** Breaks the first create off; `arrives`: after the prediction was made. */
function breakOff(arrives: boolean): Fault {
  let broken = false;
  return (request, response) => {
    if (broken || !isCreate(request)) return false;
    broken = true;
    if (arrives) {
      const { input } = JSON.parse(request.body) as { input: Record<string, unknown> };
      bench.service.make({ input });
    }
    response.destroy();
    return true;
  };
}

function contextOf(since = Date.now() - 1000, claimed: string[] = []) {
  const { signal } = new AbortController();
  return { ...bench, createdAfterMs: since, claimed: new Set(claimed), signal };
}

describe('a create whose answer is lost', () => {
  it('says that its effect is unknown and is not sent again', async () => {
    bench.service.fault = breakOff(true);
    await expect(bench.provider.create(requestOf({}), bench)).rejects.toMatchObject({
      code: 'connection-lost',
      effect: 'unknown',
    });
    expect(bench.service.seen.filter(isCreate)).toHaveLength(1);
  });

  it('is found by model, version and exactly the same input, over several pages', async () => {
    const { service, provider } = bench;
    service.fault = breakOff(true);
    const request = requestOf({ images: ['https://a.example/1'], prompt: 'this' });
    await expect(provider.create(request, bench)).rejects.toThrow();
    const [made] = service.predictions;
    for (const prompt of ['that', 'these', 'those']) service.make({ input: { prompt } });
    service.make({ input: request.input, model: 'acme/other', version: 'e'.repeat(64) });
    const result = await provider.reconcile?.(request, contextOf());
    expect(result).toMatchObject({ kind: 'found', prediction: { id: made?.id } });
    expect(service.seen.filter(isCreate)).toHaveLength(1);
  });

  it('is found though the service shows neither secrets nor what the model does not know', async () => {
    const { service, provider } = bench;
    service.make({ input: { prompt: 'this', key: '[REDACTED]' } });
    const request = requestOf({ prompt: 'this', key: 'hidden', unknown: 1 });
    expect(await provider.reconcile?.(request, contextOf())).toMatchObject({ kind: 'found' });
  });

  it('is not taken for one of another call, or of another time', async () => {
    const { service, provider } = bench;
    const request = requestOf({ prompt: 'this' });
    const claimed = service.make({ input: request.input });
    const before = new Date(Date.now() - 60_000).toISOString();
    service.make({ input: request.input, created_at: before });
    const result = await provider.reconcile?.(request, contextOf(Date.now(), [claimed.id]));
    expect(result).toEqual({ kind: 'absent' });
  });

  it('may appear a moment later', async () => {
    const { service, provider } = bench;
    const request = requestOf({ prompt: 'late' });
    setTimeout(() => service.make({ input: request.input }), 200);
    expect(await provider.reconcile?.(request, contextOf())).toMatchObject({ kind: 'found' });
  });

  it('is undecidable where inputs have been removed, and fails where there is no list', async () => {
    const { service, provider } = bench;
    service.make({ input: {}, data_removed: true });
    expect(await provider.reconcile?.(requestOf({ prompt: 'x' }), contextOf())).toMatchObject({
      kind: 'undecidable',
    });
    service.fault = ({ path }, response) => {
      if (!path.startsWith('/v1/predictions')) return false;
      response.writeHead(403).end('{}');
      return true;
    };
    await expect(provider.reconcile?.(requestOf({ prompt: 'x' }), contextOf())).rejects.toThrow();
  });

  it('is known at once where the head of the answer still names it', async () => {
    const { service, provider } = bench;
    service.fault = (request, response) => {
      if (!isCreate(request)) return false;
      const { id } = service.make({ input: {} });
      const location = `https://elsewhere.example/v1/predictions/${id}`;
      response.writeHead(201, { location, 'content-length': '500' });
      response.write('{"id"');
      setTimeout(() => response.destroy(), 20);
      return true;
    };
    const { id } = await provider.create(requestOf({}), bench);
    expect(id).toBe(service.predictions[0]?.id);
  });

  it('had no effect where nobody listens', async () => {
    await bench.provider.describe({ owner: 'acme', name: 'painter' });
    await bench.service.stop();
    await expect(bench.provider.create(requestOf({}), bench)).rejects.toMatchObject({
      code: 'provider-unreachable',
      effect: 'none',
      retryable: true,
    });
    bench = await openBench();
  });

  it('had no effect where it was what comes before it that failed', async () => {
    bench.service.fault = ({ path }, response) => {
      if (!path.startsWith('/v1/files')) return false;
      response.writeHead(500).end();
      return true;
    };
    const image = await bench.artifacts.put(Buffer.from('x'));
    await expect(bench.provider.create(requestOf({ image }), bench)).rejects.toMatchObject({
      code: 'provider-unavailable',
      effect: 'none',
      retryable: true,
    });
    expect(bench.service.seen.filter(isCreate)).toEqual([]);
  });
});

describe('the token', () => {
  it('is asked for by name where there is none, before anything is sent', async () => {
    const provider = createReplicate();
    await expect(provider.describe({ owner: 'a', name: 'b' })).rejects.toMatchObject({
      code: 'token-missing',
      hint: expect.stringContaining('REPLICATE_API_TOKEN'),
    });
    await provider.close?.();
  });

  it('goes to no other host: redirections, next pages and addresses are not followed with it', async () => {
    const other = await openBench();
    const { service, provider } = bench;
    service.fault = ({ path }, response) => {
      if (!path.startsWith('/v1/models')) return false;
      response.writeHead(307, { location: `${other.service.url}/v1/models/acme/painter` }).end();
      return true;
    };
    await expect(provider.describe({ owner: 'acme', name: 'painter' })).rejects.toMatchObject({
      code: 'provider-redirects',
    });
    service.fault = () => false;
    const picture = `${other.service.url}/outputs/there.png`;
    service.looks = [{ status: 'succeeded', output: { picture } }];
    await bench.run({});
    expect(other.service.seen).toHaveLength(1);
    expect(other.service.seen[0]?.headers).not.toHaveProperty('authorization');
    await other.stop();
  });
});

describe('requests that may be repeated', () => {
  it('are, after failures and refusals for too many calls', async () => {
    let failures = 0;
    bench.service.fault = ({ method }, response) => {
      if (method !== 'GET' || failures >= 3) return false;
      failures += 1;
      if (failures === 1) response.destroy();
      else response.writeHead(failures === 2 ? 503 : 429, { 'retry-after': '0' }).end('{}');
      return true;
    };
    expect(await bench.provider.describe({ owner: 'acme', name: 'painter' })).toMatchObject({
      version: knownVersion,
    });
    expect(failures).toBe(3);
  });
});

describe('a webhook', () => {
  it('wakes who waits; one that is not signed does not', async () => {
    const { createHmac } = await import('node:crypto');
    let take:
      | ((delivery: { headers: Record<string, string>; body: string }) => Promise<boolean>)
      | undefined;
    await bench.stop();
    bench = await openBench({
      webhooks: {
        address: () => 'https://catena.example/hooks/replicate',
        onDelivery: (taker) => {
          take = taker;
        },
      },
    });
    const { service, provider } = bench;
    service.looks = [{ status: 'processing' }];
    const { id } = await provider.create(requestOf({}), bench);
    const [sent] = service.seen.filter(isCreate);
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      webhook: 'https://catena.example/hooks/replicate',
    });
    const waiting = bench.wait(id);
    while (service.requests('GET', `/v1/predictions/${id}`).length < 3) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    service.looks = [{ status: 'succeeded', output: 'done' }];
    const body = JSON.stringify({ id, status: 'succeeded' });
    expect(await take?.({ headers: {}, body })).toBe(false);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const key = Buffer.from(webhookSecret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key)
      .update(`msg_1.${timestamp}.${body}`)
      .digest('base64');
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    const deliveredAt = Date.now();
    expect(await take?.({ headers, body })).toBe(true);
    expect(await waiting).toMatchObject({ status: 'succeeded' });
    expect(Date.now() - deliveredAt).toBeLessThan(500);
  });

  it('that the service does not take is left out, and not told again', async () => {
    await bench.stop();
    bench = await openBench({
      webhooks: { address: () => 'http://10.0.0.1/hooks', onDelivery: () => undefined },
    });
    const { service } = bench;
    service.fault = (request, response) => {
      if (!isCreate(request) || !request.body.includes('"webhook"')) return false;
      const invalid_fields = [{ type: 'webhook_refused', field: 'webhook' }];
      response.writeHead(422).end(JSON.stringify({ detail: '- webhook: no\n', invalid_fields }));
      return true;
    };
    expect(await bench.run({ prompt: 'a' })).toBe('done');
    expect(await bench.run({ prompt: 'b' })).toBe('done');
    expect(service.seen.filter(isCreate)).toHaveLength(3);
    expect(service.predictions).toHaveLength(2);
  });
});
