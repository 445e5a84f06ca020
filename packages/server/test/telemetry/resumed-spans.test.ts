import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { createServices } from '../../src/services.ts';
import { SpanRecorder } from './span-recorder.ts';

const recorder = new SpanRecorder();
let dataFolder: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'catena-resumed-'));
});

afterEach(async () => {
  recorder.stop();
  recorder.clear();
  await rm(dataFolder, { recursive: true, force: true });
});

const open = () =>
  createServices(loadConfig({ CATENA_LOG: 'silent', CATENA_TEST_MODE: '1' }, { dataFolder }));

const workflow = {
  catena: 1,
  nodes: {
    parse: { type: 'json.parse', input: { text: '{' }, retry: { max: 1, on: ['invalid-json'] } },
  },
};

/** Begins a run and leaves it between two attempts, as a server that is stopped does. */
async function leaveRun(): Promise<string> {
  const services = await open();
  const { id } = await services.runService.start({ workflow });
  for await (const { type } of services.runService.follow(id).events(0)) {
    if (type === 'step.failed') break;
  }
  await services.close();
  return id;
}

async function goOn(id: string): Promise<string> {
  const services = await open();
  await services.runService.recover();
  const { signal } = new AbortController();
  const { status } = await services.runService.result(id, { waitMs: 20_000, signal });
  await services.close();
  return status;
}

it('a run that is gone on with has a trace of its own, linked to the one before', async () => {
  recorder.start();
  const id = await leaveRun();
  const before = recorder.find('run');
  expect(before.attributes['catena.status']).toBe('parked');
  recorder.clear();
  expect(await goOn(id)).toBe('failed');
  const after = recorder.find('run');
  expect(after.attributes).toMatchObject({ 'catena.run.resumed': true, 'catena.run.id': id });
  expect(after.links.map(({ context }) => [context.traceId, context.spanId])).toEqual([
    [before.spanContext().traceId, before.spanContext().spanId],
  ]);
  expect(after.spanContext().traceId).not.toBe(before.spanContext().traceId);
  expect(recorder.tree()).toEqual(['run', 'run > step parse', 'run > step parse > attempt 2']);
});

it('a run that nobody traced is gone on with and traced from there', async () => {
  const id = await leaveRun();
  recorder.start();
  expect(await goOn(id)).toBe('failed');
  expect(recorder.find('run').links).toEqual([]);
});
