import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '@catena/engine';
import type { Problem } from '../api/problem.ts';
import type { RunRecord, RunResult, RunSummary } from '../api/runs.ts';
import { openApp, type AppBench } from '../../test/app-bench.ts';
import { countTo, joinTexts, stubborn } from '../../test/sample-workflows.ts';

let app: AppBench;
beforeAll(async () => void (app = await openApp()));
afterAll(() => app.close());

async function start(body: Record<string, unknown>): Promise<RunSummary> {
  const response = await app.post('/runs', body);
  expect(response.status).toBe(201);
  return (await response.json()) as RunSummary;
}

async function untilEnd(id: string): Promise<string> {
  return (await app.get(`/runs/${id}/events`)).text();
}

async function get(id: string): Promise<RunRecord> {
  return (await (await app.get(`/runs/${id}`)).json()) as RunRecord;
}

async function runToEnd(body: Record<string, unknown>): Promise<RunRecord> {
  const { id } = await start(body);
  await untilEnd(id);
  return get(id);
}

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return (await response.json()) as Problem;
}

async function list(query = ''): Promise<{ runs: RunSummary[]; nextCursor?: string }> {
  const response = await app.get(`/runs${query}`);
  return (await response.json()) as { runs: RunSummary[]; nextCursor?: string };
}

describe('POST /api/runs', () => {
  it('runs a document and says where the run is', async () => {
    const response = await app.post('/runs', { workflow: joinTexts, inputs: { first: 'b' } });
    expect(response.status).toBe(201);
    const summary = (await response.json()) as RunSummary;
    expect(response.headers.get('location')).toBe(`/api/runs/${summary.id}`);
    expect(summary).toMatchObject({ status: 'queued', workflowName: 'Join' });
    await untilEnd(summary.id);
    const run = await get(summary.id);
    expect(run.snapshot.outputs).toEqual({ joined: 'x-y', shouted: 'x-y, b!' });
    expect(run).toMatchObject({
      status: 'succeeded',
      inputs: { first: 'b' },
      workflow: joinTexts,
      steps: { total: 2, failed: 0, skipped: 0, canceled: 0 },
    });
  });

  it('answers with the outputs where the run ends in the time that is waited', async () => {
    const body = { workflow: joinTexts, inputs: { first: 'b' } };
    const response = await app.post('/runs?wait=60', body);
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      status: 'succeeded',
      outputs: { joined: 'x-y', shouted: 'x-y, b!' },
      steps: { total: 2 },
    });
    for (const wait of ['-1', '1.5', 'long', '100000']) {
      expect((await app.post(`/runs?wait=${wait}`, body)).status).toBe(400);
    }
  });

  it('runs a saved workflow by its id', async () => {
    const { id: workflowId } = await app.services.workflows.create({ workflow: joinTexts });
    const run = await runToEnd({ workflowId });
    expect(run).toMatchObject({ workflowId, status: 'succeeded' });
  });

  it('runs the document that is given and notes the workflow that it belongs to', async () => {
    const { id: workflowId } = await app.services.workflows.create({ workflow: joinTexts });
    const workflow = countTo(2);
    expect(await runToEnd({ workflowId, workflow })).toMatchObject({ workflowId, workflow });
  });

  it('runs only the targets and what they depend on, and keeps the whole document', async () => {
    const workflow = {
      ...joinTexts,
      inputs: { ...joinTexts.inputs, needed: { type: 'text' } },
      nodes: {
        ...joinTexts.nodes,
        more: {
          type: 'text.template',
          input: { template: '{{a}}', a: { $from: 'inputs.needed' } },
        },
      },
    };
    const run = await runToEnd({ workflow, targets: ['join'], inputs: { first: 'unused here' } });
    expect(Object.keys(run.snapshot.nodes)).toEqual(['join']);
    expect(run.snapshot.outputs).toEqual({ joined: 'x-y' });
    expect(run).toMatchObject({ targets: ['join'], workflow, status: 'succeeded' });
  });

  it('starts in the middle from the results of another run, or says what is missing there', async () => {
    const workflow = {
      ...joinTexts,
      nodes: {
        ...joinTexts.nodes,
        more: { type: 'text.template', input: { template: '{{a}}!', a: { $from: 'join.text' } } },
      },
      outputs: { loud: { $from: 'more.text' } },
    };
    const whole = await runToEnd({ workflow });
    const part = { kind: 'from', nodes: ['more'] };
    const run = await runToEnd({ workflow, part, basis: whole.id, fresh: true });
    expect(run).toMatchObject({ part, basis: whole.id, status: 'succeeded' });
    expect(run.snapshot.outputs).toEqual(whole.snapshot.outputs);
    expect(run.snapshot.nodes['join']?.steps[0]?.cachedFrom?.runId).toBe(whole.id);
    const short = await runToEnd({ workflow, targets: ['join'] });
    const lacking = { workflow, part: { kind: 'only', nodes: ['more'] }, basis: 'nowhere' };
    expect(await problemOf(await app.post('/runs', lacking))).toMatchObject({
      status: 404,
      code: 'basis-not-found',
    });
    const after = { ...workflow, nodes: { ...workflow.nodes, last: workflow.nodes.more } };
    const last = { ...after.nodes.last, input: { template: '{{a}}?', a: { $from: 'more.text' } } };
    const refused = await app.post('/runs', {
      workflow: { ...after, nodes: { ...after.nodes, last } },
      part: { kind: 'only', nodes: ['last'] },
      basis: short.id,
    });
    expect(await problemOf(refused)).toMatchObject({ status: 422, code: 'missing-basis-result' });
  });

  it('computes again what failed, and takes over the rest', async () => {
    const fails = {
      catena: 1,
      nodes: {
        fine: { type: 'text.template', input: { template: 'fine' } },
        bad: { type: 'json.parse', input: { text: '{' } },
      },
      outputs: { fine: { $from: 'fine.text' } },
    };
    const failed = await runToEnd({ workflow: fails });
    expect(failed.status).toBe('failed');
    const response = await app.post(`/runs/${failed.id}/retry`, {});
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as RunSummary;
    await untilEnd(id);
    const again = await get(id);
    expect(again).toMatchObject({ status: 'failed', basis: failed.id, part: { kind: 'failed' } });
    expect(again.snapshot.nodes['fine']?.steps[0]?.cachedFrom?.runId).toBe(failed.id);
    expect((await app.post('/runs/nowhere/retry', {})).status).toBe(404);
  });

  it('lists everything that is wrong with a document', async () => {
    const response = await app.post('/runs', {
      workflow: {
        catena: 1,
        nodes: {
          a: { type: 'no.such-type' },
          b: { type: 'image.resize', input: { image: { $file: 'cat.png' }, width: 'wide' } },
        },
      },
    });
    expect(response.status).toBe(422);
    const problem = await problemOf(response);
    expect(problem.code).toBe('invalid-workflow');
    expect(problem.issues?.map(({ code }) => code).toSorted()).toEqual([
      'invalid-value',
      'missing-file',
      'unknown-node-type',
    ]);
  });

  it.each([
    ['no workflow', {}, 400, 'invalid-request'],
    ['a workflow that is not there', { workflowId: 'nowhere' }, 404, 'workflow-not-found'],
    ['a target that is not there', { workflow: joinTexts, targets: ['x'] }, 422, 'unknown-target'],
    [
      'an input that is not there',
      { workflow: joinTexts, inputs: { x: 1 } },
      422,
      'invalid-inputs',
    ],
    [
      'an input that does not fit',
      { workflow: joinTexts, inputs: { first: 1 } },
      422,
      'invalid-inputs',
    ],
    ['no document', { workflow: { nodes: {} } }, 422, 'invalid-workflow'],
    ['no targets', { workflow: joinTexts, targets: [] }, 400, 'invalid-request'],
  ])('refuses %s', async (_what, body, status, code) => {
    const response = await app.post('/runs', body);
    expect([response.status, (await problemOf(response)).code]).toEqual([status, code]);
  });

  it('keeps a dry run apart, and what came of it can be looked at', async () => {
    const run = await runToEnd({ workflow: countTo(2), dry: true });
    expect(run).toMatchObject({ dry: true, status: 'succeeded' });
    expect(run.snapshot.nodes['each']?.steps).toHaveLength(2);
  });
});

describe('GET /api/runs', () => {
  it('lists runs newest first, page by page, without gap or repetition', async () => {
    const { id: workflowId } = await app.services.workflows.create({ workflow: joinTexts });
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.unshift((await runToEnd({ workflowId })).id);
    }
    const found: string[] = [];
    let query = `?workflowId=${workflowId}&limit=2`;
    for (;;) {
      const { runs, nextCursor } = await list(query);
      found.push(...runs.map(({ id }) => id));
      if (nextCursor === undefined) break;
      // A run that starts meanwhile does not shift the pages.
      await runToEnd({ workflowId });
      query = `?workflowId=${workflowId}&limit=2&cursor=${nextCursor}`;
    }
    expect(found).toEqual(ids);
  });

  it('finds runs by status', async () => {
    const failing = {
      ...joinTexts,
      nodes: { parse: { type: 'json.parse', input: { text: '{' } } },
      outputs: {},
    };
    const { id } = await runToEnd({ workflow: failing });
    const { runs } = await list('?status=failed');
    expect(runs[0]).toMatchObject({
      id,
      status: 'failed',
      error: { code: 'invalid-json', nodeId: 'parse' },
      steps: { total: 1, failed: 1 },
    });
    expect(runs.every(({ status }) => status === 'failed')).toBe(true);
  });

  it('refuses a cursor that it has not given', async () => {
    const response = await app.get('/runs?cursor=x');
    expect([response.status, (await problemOf(response)).code]).toEqual([400, 'invalid-cursor']);
  });
});

describe('a run under way', () => {
  it('goes on without anybody, is seen while it does, is canceled, and only then deleted', async () => {
    const { id } = await start({ workflow: stubborn });
    const live = await get(id);
    expect(live.status === 'queued' || live.status === 'running').toBe(true);
    expect((await list()).runs[0]).toMatchObject({ id, steps: { failed: 0 } });

    const early = await app.send(`/runs/${id}`, { method: 'DELETE' });
    expect([early.status, (await problemOf(early)).code]).toEqual([409, 'run-active']);

    expect((await app.send(`/runs/${id}/cancel`, { method: 'POST' })).status).toBe(200);
    await untilEnd(id);
    const again = await app.send(`/runs/${id}/cancel`, { method: 'POST' });
    expect(((await again.json()) as RunSummary).status).toBe('canceled');
    expect((await list('?status=canceled')).runs.map((run) => run.id)).toContain(id);

    expect((await app.send(`/runs/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await app.get(`/runs/${id}`)).status).toBe(404);
    const events: RunEvent[] = [];
    for await (const event of app.services.runs.read(id)) events.push(event);
    expect(events).toEqual([]);
  });

  it('counts its steps while they end', async () => {
    const { id } = await start({ workflow: stubborn });
    const deadline = Date.now() + 5_000;
    let steps = (await list()).runs.find((run) => run.id === id)?.steps;
    while ((steps?.succeeded ?? 0) + (steps?.cached ?? 0) < 1 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      steps = (await list()).runs.find((run) => run.id === id)?.steps;
    }
    expect(steps).toMatchObject({ total: 3, failed: 0 });
    await app.send(`/runs/${id}/cancel`, { method: 'POST' });
    await untilEnd(id);
  });
});

describe('GET /api/runs/{id}/result', () => {
  async function resultOf(id: string, wait = 0): Promise<RunResult> {
    return (await (await app.get(`/runs/${id}/result?wait=${wait}`)).json()) as RunResult;
  }

  it('waits no longer than it is asked to, and until the run ends', async () => {
    const { id } = await start({ workflow: stubborn });
    expect(await resultOf(id)).toMatchObject({ id, outputs: {} });
    const begin = performance.now();
    const running = await resultOf(id, 1);
    expect(performance.now() - begin).toBeGreaterThan(900);
    expect(running).toMatchObject({ status: 'running', outputs: { quick: 'done\nbefore' } });
    const waiting = resultOf(id, 60);
    await app.send(`/runs/${id}/cancel`, { method: 'POST' });
    expect(await waiting).toMatchObject({ status: 'canceled' });
    expect(performance.now() - begin).toBeLessThan(30_000);
    expect((await resultOf(id, 60)).status).toBe('canceled');
  });

  it('stops waiting when who asked is gone', async () => {
    const { id } = await start({ workflow: stubborn });
    const gone = new AbortController();
    const waiting = app.services.runService.result(id, { waitMs: 60_000, signal: gone.signal });
    gone.abort();
    expect((await waiting).status).not.toBe('succeeded');
    await app.send(`/runs/${id}/cancel`, { method: 'POST' });
  });
});

describe('ids of runs', () => {
  it.each(['nowhere', '..%2f..%2fetc', '%00', 'x'.repeat(3000), '%F0%9F%92%A9'])(
    'that are none give a problem: %s',
    async (id) => {
      for (const [method, path] of [
        ['GET', ''],
        ['GET', '/events'],
        ['GET', '/result'],
        ['POST', '/cancel'],
        ['DELETE', ''],
      ] as const) {
        const response = await app.send(`/runs/${id}${path}`, { method });
        const { code, title } = await problemOf(response);
        expect([response.status, code]).toEqual([404, 'run-not-found']);
        expect(title.length).toBeLessThan(200);
      }
    },
  );
});

describe('a saved workflow', () => {
  it('gets its picture from a run that succeeds', async () => {
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const image = await app.services.artifacts.put(picture);
    const workflow = {
      catena: 1 as const,
      nodes: { big: { type: 'image.resize', input: { image, width: 20 } } },
      outputs: { big: { $from: 'big.image' } },
    };
    const { id: workflowId } = await app.services.workflows.create({ workflow });
    const run = await runToEnd({ workflowId });
    expect(run.thumbnails).toMatchObject([{ mediaType: 'image/png', width: 20 }]);
    const { picture: shown } = (await app.services.workflows.get(workflowId)) ?? {};
    expect(shown).toBe(run.thumbnails[0]?.$artifact);
  });
});
