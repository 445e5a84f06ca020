import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { validateWebhook, type Prediction } from 'replicate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveReplicate, until, type ReplicateBench } from './serve-replicate.ts';

interface Delivery {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  prediction: Prediction;
}

let bench: ReplicateBench;
let receiver: Server;
let address: string;
const deliveries: Delivery[] = [];
/** How many deliveries are refused before one is taken. */
let refusals = 0;

beforeAll(async () => {
  // Repetitions of webhooks come sooner.
  bench = await serveReplicate({ CATENA_TEST_CLOCK: '20' });
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const prediction = JSON.parse(body) as Prediction;
      deliveries.push({ path: request.url ?? '', headers: request.headers, body, prediction });
      response.statusCode = refusals > 0 ? 503 : 200;
      refusals -= 1;
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await bench.close();
  receiver.closeAllConnections();
  receiver.close();
});

async function completed(id: string, count = 1): Promise<Delivery[]> {
  return until(async () => {
    const ended = deliveries.filter(
      ({ prediction }) => prediction.id === id && prediction.completed_at !== undefined,
    );
    return ended.length >= count ? ended : undefined;
  });
}

describe('webhooks', () => {
  it('are signed with the secret that the client gets', async () => {
    const { replicate } = bench;
    const { id } = await replicate.predictions.create({
      model: 'test/sleep',
      input: { seconds: 0.1 },
      webhook: `${address}/hook?run=7`,
      webhook_events_filter: ['completed'],
    });
    const [delivery] = await completed(id);
    if (!delivery) throw new Error('There was no webhook.');
    expect(delivery.path).toBe('/hook?run=7');
    expect(delivery.prediction).toEqual(await replicate.predictions.get(id));
    const { key } = await replicate.webhooks.default.secret.get();
    expect(key).toMatch(/^whsec_/);
    const { headers, body } = delivery;
    const signed = { headers: headers as Record<string, string>, body };
    expect(await validateWebhook(signed as never, key)).toBe(true);
    expect(await validateWebhook({ ...signed, body: `${body} ` } as never, key)).toBe(false);
    const parsed = { ...signed, body: JSON.parse(body) as unknown };
    expect(await validateWebhook(parsed as never, key)).toBe(true);
  });

  it('come for what is asked for', async () => {
    const { predictions } = bench.replicate;
    const { id } = await predictions.create({
      model: 'test/sleep',
      input: { seconds: 0.2 },
      webhook: `${address}/some`,
      webhook_events_filter: ['start', 'completed'],
    });
    await completed(id);
    const statuses = deliveries.flatMap(({ prediction }) =>
      prediction.id === id ? [prediction.status] : [],
    );
    expect(statuses).toHaveLength(2);
    expect(statuses[1]).toBe('succeeded');
  });

  it('are tried again at the end of a prediction, as the same message', async () => {
    refusals = 2;
    const { id } = await bench.replicate.predictions.create({
      model: 'test/echo',
      input: {},
      webhook: address,
      webhook_events_filter: ['completed'],
    });
    const tries = await completed(id, 3);
    const messages = new Set(tries.map(({ headers }) => headers['webhook-id']));
    expect(messages.size).toBe(1);
    const { key } = await bench.replicate.webhooks.default.secret.get();
    for (const { headers, body } of tries) {
      expect(await validateWebhook({ headers, body } as never, key)).toBe(true);
    }
  });

  it('are refused where they would lead into a private network', async () => {
    const create = bench.replicate.predictions.create({
      model: 'test/echo',
      input: {},
      webhook: 'http://10.0.0.1/hook',
    });
    await expect(create).rejects.toMatchObject({ response: { status: 422 } });
  });
});
