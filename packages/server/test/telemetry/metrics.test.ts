import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openServer, type ServerBench } from '../open-server.ts';

let bench: ServerBench | undefined;
let receiver: Server | undefined;

afterEach(async () => {
  await bench?.close();
  receiver?.close();
  bench = undefined;
  receiver = undefined;
});

/** Metrics by name and labels, as they are written. */
async function scrape({ url }: ServerBench, headers = {}): Promise<Map<string, number>> {
  const response = await fetch(`${url}/metrics`, { headers });
  expect(response.status).toBe(200);
  const lines = (await response.text()).split('\n').filter((line) => /^\w/.test(line));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

const model = (name: string, input: Record<string, unknown>) => ({
  type: 'predict',
  provider: 'test',
  model: `test/${name}`,
  input,
});

async function run({ url }: ServerBench, nodes: Record<string, unknown>, wait = 30) {
  const response = await fetch(`${url}/api/runs?wait=${wait}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workflow: { catena: 1, nodes } }),
  });
  return (await response.json()) as { id: string; status: string };
}

describe('GET /metrics', () => {
  it('counts runs, steps, predictions and answers of the cache', async () => {
    bench = await openServer({ CATENA_TEST_MODE: '1' });
    const nodes = {
      one: model('echo', { text: 'one' }),
      parse: { type: 'json.parse', input: { text: '{' } },
    };
    expect((await run(bench, nodes)).status).toBe('failed');
    await run(bench, { one: model('echo', { text: 'one' }) });
    const metrics = await scrape(bench);
    const known = {
      catena_runs_active: 0,
      'catena_runs_started_total{kind="new"}': 2,
      'catena_runs_ended_total{status="failed"}': 1,
      'catena_runs_ended_total{status="succeeded"}': 1,
      catena_steps_running: 0,
      'catena_steps_ended_total{state="succeeded"}': 1,
      'catena_steps_ended_total{state="failed"}': 1,
      'catena_steps_ended_total{state="cached"}': 1,
      catena_cache_hits_total: 1,
      'catena_cache_misses_total{reason="first-run"}': 2,
      'catena_predictions_created_total{provider="test",model="test/echo"}': 1,
      'catena_predictions_ended_total{provider="test",model="test/echo",status="succeeded"}': 1,
      'catena_step_duration_seconds_count{node_type="predict"}': 1,
      'catena_step_duration_seconds_count{node_type="json.parse"}': 1,
      'catena_lane_running{lane="compute"}': 0,
      'catena_lane_waiting{lane="test"}': 0,
    };
    expect(Object.fromEntries(Object.keys(known).map((key) => [key, metrics.get(key)]))).toEqual(
      known,
    );
  });

  it('says what is under way', async () => {
    bench = await openServer({ CATENA_TEST_MODE: '1', CATENA_CONCURRENCY: '1' });
    const { id } = await run(bench, { sleep: model('sleep', { seconds: 600 }) }, 0);
    await expect
      .poll(async () =>
        (await scrape(bench as ServerBench)).get('catena_lane_running{lane="test"}'),
      )
      .toBe(1);
    const follower = new AbortController();
    const events = await fetch(`${bench.url}/api/runs/${id}/events`, { signal: follower.signal });
    const during = await scrape(bench);
    expect(during.get('catena_runs_active')).toBe(1);
    expect(during.get('catena_steps_running')).toBe(1);
    expect(during.get('catena_http_event_streams')).toBe(1);
    follower.abort();
    await events.body?.cancel().catch(() => {});
    await bench.client.runs.cancel(id);
    const after = async (name: string) => (await scrape(bench as ServerBench)).get(name);
    await expect.poll(() => after('catena_http_event_streams')).toBe(0);
    await expect.poll(() => after('catena_runs_active')).toBe(0);
    expect(await after('catena_runs_ended_total{status="canceled"}')).toBe(1);
    expect(await after('catena_steps_running')).toBe(0);
  });

  it('counts requests by route, however many paths are asked for', async () => {
    bench = await openServer();
    for (const id of ['a', 'b', 'c']) await fetch(`${bench.url}/api/runs/${id}`);
    const metrics = await scrape(bench);
    const routes = [...metrics.keys()].filter((name) =>
      name.startsWith('catena_http_requests_total'),
    );
    const [name = ''] = routes.filter((route) => route.includes('/api/runs/'));
    expect(name).toMatch(/method="GET",route="\/api\/runs\/[:{]id}?",status="404"/);
    expect(metrics.get(name)).toBe(3);
    expect(routes).toHaveLength(1);
  });

  it('counts the files that are put in the store, and tries to deliver webhooks', async () => {
    bench = await openServer({ CATENA_TEST_MODE: '1' });
    const received: string[] = [];
    receiver = createServer((request, response) => {
      received.push(request.url ?? '');
      response.writeHead(request.url === '/refuses' ? 500 : 204).end();
    });
    await new Promise<void>((resolve) => receiver?.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    await fetch(`${bench.url}/api/artifacts`, { method: 'POST', body: 'twelve bytes' });
    const response = await fetch(`${bench.url}/v1/models/test/echo/predictions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait' },
      body: JSON.stringify({
        input: { text: 'hi' },
        webhook: `http://127.0.0.1:${port}/takes`,
        webhook_events_filter: ['completed'],
      }),
    });
    expect(response.status).toBe(201);
    await expect.poll(() => received.length).toBe(1);
    await expect
      .poll(async () =>
        (await scrape(bench as ServerBench)).get(
          'catena_webhook_deliveries_total{outcome="delivered"}',
        ),
      )
      .toBe(1);
    const metrics = await scrape(bench);
    expect(metrics.get('catena_artifacts_total')).toBe(1);
    expect(metrics.get('catena_artifact_bytes_total')).toBe(12);
  });

  it('measures the process, with the delay of its event loop', async () => {
    bench = await openServer();
    const metrics = await scrape(bench);
    expect(metrics.get('nodejs_eventloop_lag_p99_seconds')).toBeTypeOf('number');
    expect(metrics.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  });

  it('is for those only who have the token', async () => {
    bench = await openServer({ CATENA_TOKEN: 'a-long-secret' });
    expect((await fetch(`${bench.url}/metrics`)).status).toBe(401);
    const metrics = await scrape(bench, { authorization: 'Bearer a-long-secret' });
    expect(metrics.get('catena_runs_active')).toBe(0);
  });
});
