import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openReceiver, type Delivery, type Receiver } from './receiver.ts';
import { openReplicate, until, type ReplicateBench } from './open-replicate.ts';

let bench: ReplicateBench;
let receiver: Receiver;
beforeAll(async () => void (bench = await openReplicate({ CATENA_TEST_CLOCK: '20' })));
afterAll(() => bench.close());
beforeEach(async () => void (receiver = await openReceiver()));
afterEach(() => receiver.close());

const parse = ({ body }: Delivery) => JSON.parse(body) as Record<string, unknown>;
const statuses = () => receiver.deliveries.map((delivery) => parse(delivery)['status']);
const last = () =>
  until(() => receiver.deliveries.find((delivery) => parse(delivery)['completed_at']));

describe('a webhook', () => {
  it('is the prediction as it is shown, signed', async () => {
    const webhook = `${receiver.url}/hook?id=7`;
    const { json } = await bench.predict('test/echo', { text: 'a' }, { body: { webhook } });
    const delivery = await last();
    expect(delivery.path).toBe('/hook?id=7');
    expect(parse(delivery)).toEqual(await bench.ended(json['id']));
    expect(delivery.body).toBe(JSON.stringify(parse(delivery)));
    const secret = await bench.call('GET', '/webhooks/default/secret');
    const key = String(secret.json['key']);
    expect(key).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    const id = delivery.headers['webhook-id'] ?? '';
    const timestamp = delivery.headers['webhook-timestamp'] ?? '';
    expect(id).toMatch(/^msg_/);
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
    const signature = createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
      .update(`${id}.${timestamp}.${delivery.body}`)
      .digest('base64');
    expect(delivery.headers['webhook-signature']).toBe(`v1,${signature}`);
  });

  it('is sent at the start and at the end, where the filter says so', async () => {
    const body = { webhook: receiver.url, webhook_events_filter: ['start', 'completed'] };
    await bench.predict('test/stream', { text: 'a b c', delay_ms: 5 }, { body });
    await last();
    expect(statuses()).toEqual(['processing', 'succeeded']);
  });

  it('is sent for output and the end, where there is no filter', async () => {
    const input = { text: 'a b c', delay_ms: 60 };
    await bench.predict('test/stream', input, { body: { webhook: receiver.url } });
    await last();
    expect(statuses().at(-1)).toBe('succeeded');
    expect(parse(receiver.deliveries[0] as Delivery)['output']).toEqual(['a']);
    expect(receiver.deliveries.length).toBeGreaterThanOrEqual(3);
  });

  it('of the end is tried again, with the same id, until it is taken', async () => {
    receiver.answers.push(500, 404, 302);
    const body = { webhook: receiver.url, webhook_events_filter: ['completed'] };
    await bench.predict('test/echo', {}, { body });
    await until(() => receiver.deliveries.length >= 4 || undefined);
    const ids = new Set(receiver.deliveries.map(({ headers }) => headers['webhook-id']));
    expect(ids.size).toBe(1);
    // No redirection was followed.
    expect(receiver.deliveries.map(({ path }) => path)).toEqual(['/', '/', '/', '/']);
  });

  it('of anything else is not tried again', async () => {
    receiver.answers.push(500);
    const body = { webhook: receiver.url, webhook_events_filter: ['start'] };
    const { json } = await bench.predict('test/echo', {}, { body });
    await bench.ended(json['id']);
    await until(() => receiver.deliveries.length === 1 || undefined);
    // Longer than the first repetition of an end would take.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(receiver.deliveries).toHaveLength(1);
  });
});

it('output is told at most once in half a second', async () => {
  const slow = await openReplicate();
  try {
    const text = Array.from({ length: 60 }, (_, index) => `w${index}`).join(' ');
    const body = { webhook: receiver.url };
    await slow.predict('test/stream', { text, delay_ms: 20 }, { body });
    await last();
    const partial = receiver.deliveries.filter((delivery) => !parse(delivery)['completed_at']);
    expect(partial.length).toBeGreaterThanOrEqual(2);
    for (const [index, { atMs }] of partial.slice(1).entries()) {
      expect(atMs - (partial[index]?.atMs ?? 0)).toBeGreaterThan(450);
    }
  } finally {
    await slow.close();
  }
});

it('this machine is no place for webhooks where the server is reached from others', async () => {
  const open = await openReplicate({ CATENA_PUBLIC_URL: 'https://catena.example' });
  try {
    const body = { webhook: receiver.url };
    const { status, text } = await open.predict('test/echo', {}, { body });
    expect(status).toBe(422);
    expect(text).toContain('- webhook: Must be an address on the public internet\\n');
  } finally {
    await open.close();
  }
  expect(receiver.deliveries).toEqual([]);
});
