import { SpanStatusCode } from '@opentelemetry/api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/api/runs.ts';
import { openServer, type ServerBench } from '../open-server.ts';
import { SpanRecorder } from './span-recorder.ts';

const recorder = new SpanRecorder();
let bench: ServerBench;

beforeAll(() => recorder.start());
afterAll(() => recorder.stop());

beforeEach(async () => {
  bench = await openServer({ CATENA_TEST_MODE: '1' });
  recorder.clear();
});

afterEach(() => bench.close());

const model = (name: string, input: Record<string, unknown>) => ({
  type: 'predict',
  provider: 'test',
  model: `test/${name}`,
  input,
});

function workflowOf(nodes: Record<string, unknown>) {
  return { catena: 1, name: 'Traced', nodes };
}

async function run(
  nodes: Record<string, unknown>,
  { headers = {}, wait = 30 }: { headers?: Record<string, string>; wait?: number } = {},
): Promise<RunResult> {
  const response = await fetch(`${bench.url}/api/runs?wait=${wait}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ workflow: workflowOf(nodes) }),
  });
  return (await response.json()) as RunResult;
}

const msOf = ([seconds, nanoseconds]: readonly [number, number]) =>
  seconds * 1000 + nanoseconds / 1e6;

describe('the spans of a run', () => {
  it('are run, step, attempt and what was asked of the provider, one inside the other', async () => {
    const { id } = await run({ wake: model('sleep', { seconds: 0.2 }) });
    expect(recorder.tree().filter((path) => !path.includes('download'))).toEqual([
      'run',
      'run > step wake',
      'run > step wake > attempt 1',
      'run > step wake > attempt 1 > create prediction',
      'run > step wake > attempt 1 > wait for prediction',
    ]);
    expect(recorder.find('run').attributes).toMatchObject({
      'catena.run.id': id,
      'catena.workflow.name': 'Traced',
      'catena.status': 'succeeded',
    });
    expect(recorder.find('step wake').attributes).toMatchObject({
      'catena.node.id': 'wake',
      'catena.step.id': 'wake',
      'catena.node.type': 'predict',
      'catena.cache': 'miss',
      'catena.cache.miss': 'first-run',
      'catena.status': 'succeeded',
    });
    const wait = recorder.find('wait for prediction');
    expect(wait.attributes).toMatchObject({
      'catena.provider': 'test',
      'catena.model': expect.stringContaining('test/sleep') as string,
      'catena.model.version': expect.any(String) as string,
      'catena.prediction.id': expect.any(String) as string,
    });
    expect(msOf(wait.duration)).toBeGreaterThan(150);
  });

  it('say from which run an answer of the cache is, and have no attempt then', async () => {
    const first = await run({ wake: model('echo', { text: 'a' }) });
    recorder.clear();
    await run({ wake: model('echo', { text: 'a' }) });
    expect(recorder.tree()).toEqual(['run', 'run > step wake']);
    expect(recorder.find('step wake').attributes).toMatchObject({
      'catena.cache': 'hit',
      'catena.cache.run.id': first.id,
      'catena.status': 'cached',
    });
  });

  it('say with a status and a code what failed', async () => {
    await run({ parse: { type: 'json.parse', input: { text: '{' } } });
    for (const name of ['attempt 1', 'step parse', 'run']) {
      const { status, attributes } = recorder.find(name);
      expect(status.code, name).toBe(SpanStatusCode.ERROR);
      expect(attributes['error.type'], name).toBe('invalid-json');
    }
  });

  it('have one attempt after the other where a step is tried again', async () => {
    const node = { ...model('fail', {}), retry: { max: 1, on: ['prediction-failed'] } };
    const { error } = await run({ fail: node });
    expect(error).toBeDefined();
    expect(recorder.find('step fail').status.code).toBe(SpanStatusCode.ERROR);
    const attempts = recorder.spans.filter(({ name }) => name.startsWith('attempt'));
    expect(attempts.map(({ name }) => name)).toEqual(['attempt 1', 'attempt 2']);
    const [one, two] = attempts;
    expect(two?.startTime[0]).toBeGreaterThanOrEqual(one?.endTime[0] ?? Number.NaN);
  });

  it('say what was canceled at the provider', async () => {
    const { id } = await run({ sleep: model('sleep', { seconds: 600 }) }, { wait: 0 });
    const made = () => bench.services.runService.summary(id).status === 'running';
    await expect.poll(made).toBe(true);
    await expect
      .poll(() => bench.services.engine.lanes().some(({ running }) => running > 0))
      .toBe(true);
    await expect
      .poll(() => recorder.spans.some(({ name }) => name === 'create prediction'))
      .toBe(true);
    await bench.client.runs.cancel(id);
    await expect.poll(() => recorder.spans.some(({ name }) => name === 'run')).toBe(true);
    expect(recorder.tree()).toContain('run > step sleep > attempt 1 > cancel prediction');
    expect(recorder.find('run').attributes['catena.status']).toBe('canceled');
    expect(recorder.find('run').status.code).toBe(SpanStatusCode.UNSET);
  });

  it('belong to the trace of whoever asked for the run', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    await run({ wake: model('echo', { text: 'b' }) }, { headers: { traceparent } });
    const { parentSpanContext } = recorder.find('run');
    expect(parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(new Set(recorder.spans.map((span) => span.spanContext().traceId))).toEqual(
      new Set([traceId]),
    );
  });

  it('take a header that is none for nothing', async () => {
    const headers = { traceparent: '00-0-0-01' };
    const { status } = await run({ wake: model('echo', { text: 'c' }) }, { headers });
    expect(status).toBe('succeeded');
    expect(recorder.find('run').parentSpanContext).toBeUndefined();
  });
});
