/** Faults that last, and those that no single call shows. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookDelivery, WebhookInbox } from '@catena/providers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type ServerBench } from '../open-server.ts';
import { chainOf, listPredictions, runBehindProxy, workflowOf } from './chain-bench.ts';
import type { FaultPlan } from './fault-proxy.ts';
import { faults } from './faults.ts';

let bench: ServerBench;
beforeAll(async () => {
  bench = await openServer({ CATENA_TEST_MODE: '1', CATENA_RATE_LIMIT: '1000000/min' });
});
afterAll(() => bench.close());

const always = Infinity;

/** A workflow of one model; `deadline` as documents write it. */
function single(model: string, input: Record<string, unknown>, deadline?: string) {
  const node = { type: 'predict', provider: 'replicate', model, input };
  return workflowOf({
    catena: 1,
    nodes: { one: deadline === undefined ? node : { ...node, deadline } },
  });
}

async function madeFor(text: string) {
  return (await listPredictions(bench.url)).filter(({ input }) => input['text'] === text);
}

async function play(label: string, plans: readonly FaultPlan[]) {
  const outcome = await runBehindProxy(chainOf(label), bench.url, { plans });
  return { outcome, made: await madeFor(label) };
}

describe('a create whose answer is lost', () => {
  it('is not made again where nobody can tell whether it had an effect', async () => {
    for (const fault of ['is reset after it arrived', 'is reset before it arrives'] as const) {
      const { outcome, made } = await play(`blind: ${fault}`, [
        { kind: 'create', nth: 1, times: 1, fault: faults[fault] },
        { kind: 'list', nth: 1, times: always, fault: faults['ends in a 500'] },
      ]);
      expect(outcome).toMatchObject({ status: 'failed', error: { code: 'effect-unknown' } });
      expect(outcome.error?.hint).toContain('may have to be paid for');
      expect(made).toHaveLength(fault === 'is reset after it arrived' ? 1 : 0);
    }
  });

  it('is found also when it is lost every time', async () => {
    const plans = [1, 2, 3].map((nth) => {
      const fault = faults['is reset after it arrived'];
      return { kind: 'create' as const, nth, times: 1, fault };
    });
    const { outcome, made } = await play('lost thrice', plans);
    expect(outcome).toMatchObject({ status: 'succeeded', isRight: true });
    expect(made).toHaveLength(3);
  });
});

describe('a service that is out of order', () => {
  it('is given up after a few sends that made nothing', async () => {
    const fault = faults['ends in a 503'];
    const plans = [1, 2, 3, 4, 5, 6].map((nth) => ({
      kind: 'create' as const,
      nth,
      times: 1,
      fault,
    }));
    const { outcome, made } = await play('out of order', plans);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'provider-unavailable' } });
    expect(made).toEqual([]);
  });

  it('may throttle as often as it likes', async () => {
    const fault = faults['is throttled, with a time'];
    const plans = [1, 2, 3].map((nth) => ({ kind: 'create' as const, nth, times: 1, fault }));
    const { outcome, made } = await play('throttled thrice', plans);
    expect(outcome).toMatchObject({ status: 'succeeded', isRight: true });
    expect(made).toHaveLength(3);
  });
});

describe('an output', () => {
  it('that is gone fails the step, which is not paid for again', async () => {
    const { outcome, made } = await play('expired', [
      { kind: 'download', nth: 1, times: always, fault: faults['is gone'] },
    ]);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'output-expired' } });
    expect(made.map(({ status }) => status)).toEqual(['succeeded']);
  });

  it('that is cut off three times is fetched a fourth time', async () => {
    const { outcome, made } = await play('cut thrice', [
      { kind: 'download', nth: 1, times: 3, fault: faults['is cut off'] },
    ]);
    expect(outcome).toMatchObject({ status: 'succeeded', isRight: true, spoiled: 3 });
    expect(made).toHaveLength(3);
  });
});

describe('a prediction', () => {
  it('that never ends is canceled at its deadline', async () => {
    const outcome = await runBehindProxy(single('test/stuck', {}, '5s'), bench.url);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'deadline-exceeded' } });
    const running = (await listPredictions(bench.url)).filter(
      ({ status }) => status === 'processing',
    );
    expect(running).toEqual([]);
  });

  it('that never boots is canceled at its deadline', async () => {
    const boot = single('test/boot', { seconds: 3600 }, '5s');
    const outcome = await runBehindProxy(boot, bench.url);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'deadline-exceeded' } });
    const [newest] = await listPredictions(bench.url);
    expect(['canceled', 'aborted']).toContain(newest?.status);
  });

  it('that boots for a while is waited for', async () => {
    const outcome = await runBehindProxy(single('test/boot', { seconds: 1 }), bench.url);
    expect(outcome.error).toBeUndefined();
    expect(outcome.status).toBe('succeeded');
  });
});

/** An inbox that spoils what comes in: `spread` says what becomes of each delivery. */
async function openInbox(spread: (delivery: WebhookDelivery) => WebhookDelivery[]) {
  let take: ((delivery: WebhookDelivery) => Promise<boolean>) | undefined;
  const genuine: boolean[] = [];
  const calls: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request);
      calls.push(body);
      const headers = request.headers as Record<string, string>;
      for (const one of spread({ headers, body })) genuine.push((await take?.(one)) ?? false);
      response.writeHead(204).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const inbox: WebhookInbox = {
    address: () => address,
    onDelivery: (taker) => void (take = taker),
  };
  return { inbox, genuine, calls, close: () => server.close() };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

describe('webhooks', () => {
  const held: WebhookDelivery[] = [];
  type Spread = (delivery: WebhookDelivery) => WebhookDelivery[];
  /** Each with whether any of what comes in is genuine. */
  const spreads: Record<string, { spread: Spread; isGenuine: boolean }> = {
    'are lost': { spread: () => [], isGenuine: false },
    'come twice': { spread: (delivery) => [delivery, delivery], isGenuine: true },
    'come late and out of order': {
      spread(delivery) {
        held.unshift(delivery);
        return held.length < 2 ? [] : held.splice(0);
      },
      isGenuine: true,
    },
    'are forged': {
      spread: ({ headers, body }) => [{ headers, body: body.replace('succeeded', 'failed') + ' ' }],
      isGenuine: false,
    },
  };
  it.each(Object.entries(spreads))(
    'that %s change nothing',
    async (name, { spread, isGenuine }) => {
      const { inbox, genuine, calls, close } = await openInbox(spread);
      const options = { webhooks: inbox };
      const outcome = await runBehindProxy(chainOf(`hooks ${name}`), bench.url, { options });
      expect(outcome.error?.message).toBeUndefined();
      expect(outcome).toMatchObject({ status: 'succeeded', isRight: true });
      expect(await madeFor(`hooks ${name}`)).toHaveLength(3);
      expect(calls.length).toBeGreaterThan(0);
      expect(genuine.includes(true)).toBe(isGenuine);
      close();
    },
  );
});
