import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '@catena/engine';
import type { RunRecord } from '../api/runs.ts';
import { openApp, type AppBench } from '../../test/app-bench.ts';
import { stubborn } from '../../test/sample-workflows.ts';
import { foldRun } from './fold-run.ts';
import { createSqliteRunRecordStore } from './sqlite-run-record-store.ts';

const apps: AppBench[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

async function open(): Promise<AppBench> {
  const app = await openApp();
  apps.push(app);
  return app;
}

async function* until(
  events: AsyncIterable<RunEvent>,
  isLast: (event: RunEvent) => boolean,
): AsyncGenerator<RunEvent> {
  for await (const event of events) {
    yield event;
    if (isLast(event)) return;
  }
}

/**
 * Leaves in the folder of a server what is left when it dies in the middle of a run: a record that
 * says that it is under way, and the events until then.
 */
async function leaveInterrupted(
  app: AppBench,
  isLast: (event: RunEvent) => boolean,
): Promise<string> {
  const { runService, runs } = app.services;
  const { id } = await runService.start({ workflow: stubborn });
  const events: RunEvent[] = [];
  for await (const event of until(runService.follow(id).events(0), isLast)) events.push(event);
  const record = (await app.services.runService.get(id)) satisfies RunRecord;
  await runService.cancel(id);
  for await (const _event of runService.follow(id).events(0));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await runs.delete(id);
  await runs.append(id, events, { durable: true });
  const { workflow: _workflow, inputs: _inputs, snapshot: _snapshot, ...summary } = record;
  const records = await createSqliteRunRecordStore(`${app.dataFolder}/run-records.db`);
  const { endedAt: _endedAt, error: _error, ...live } = summary;
  records.update({ ...live, status: 'running' });
  records.close();
  return id;
}

const isFailure = (event: RunEvent) => event.type === 'step.failed';

describe('a run that was under way when its server died', () => {
  it('is gone on with when a server starts', { timeout: 30_000 }, async () => {
    const app = await open();
    const id = await leaveInterrupted(app, isFailure);
    await app.restart();
    const { runService, runs } = app.services;
    await runService.recover();
    expect((await app.get(`/runs/${id}`)).status).toBe(200);
    expect(runService.summary(id)).toMatchObject({ status: 'running', workflowName: 'Stubborn' });
    await expect
      .poll(
        async () => {
          const types: string[] = [];
          for await (const { type } of runs.read(id)) types.push(type);
          return types.slice(types.indexOf('run.adopted'));
        },
        { timeout: 20_000 },
      )
      .toEqual(expect.arrayContaining(['run.adopted', 'step.due', 'step.started']));
    await app.send(`/runs/${id}/cancel`, { method: 'POST' });
    const text = await (await app.get(`/runs/${id}/events`)).text();
    expect(text).toContain('"type":"run.canceled"');
    expect(text.trimEnd().endsWith('event: end\ndata: {}')).toBe(true);
    const folded = await foldRun(runs.read(id));
    expect(folded?.core.snapshot()).toEqual((await runService.get(id)).snapshot);
  });

  it('comes to its end, also where only the server was told of it to begin with', async () => {
    const app = await open();
    const id = await leaveInterrupted(app, (event) => event.type === 'run.created');
    await app.restart();
    await app.services.runService.recover();
    const status = () => app.services.runService.summary(id).status;
    await expect.poll(status).toBe('running');
    expect((await app.send(`/runs/${id}`, { method: 'DELETE' })).status).toBe(409);
    await app.services.runService.cancel(id);
    await expect.poll(status).toBe('canceled');
    expect((await app.send(`/runs/${id}`, { method: 'DELETE' })).status).toBe(204);
  });

  it('is known to the server if another program began it', async () => {
    const app = await open();
    const { engine, runs } = app.services;
    const run = await engine.run(stubborn);
    const parked = run.result.catch(() => undefined);
    await run.park();
    await parked;
    expect(app.services.runService.list().runs).toEqual([]);
    await app.restart();
    await app.services.runService.recover();
    expect(app.services.runService.summary(run.id)).toMatchObject({ workflowName: 'Stubborn' });
    expect(runs).not.toBe(app.services.runs);
  });

  it('is forgotten where nothing of it was kept', async () => {
    const app = await open();
    const id = await leaveInterrupted(app, isFailure);
    await app.services.runs.delete(id);
    await app.restart();
    await app.services.runService.recover();
    expect((await app.get(`/runs/${id}`)).status).toBe(404);
  });

  it('ends as it was to end where only that was not written', async () => {
    const app = await open();
    const id = await leaveInterrupted(app, isFailure);
    const { runs, runService } = app.services;
    const at = Date.now();
    const { sequence } = (await runService.get(id)).snapshot;
    await runs.append(id, [{ type: 'run.cancel-requested', sequence: sequence + 1, at }], {
      durable: true,
    });
    await app.restart();
    await app.services.runService.recover();
    await expect.poll(() => app.services.runService.summary(id).status).toBe('canceled');
  });

  it('leaves runs alone that this server has started', async () => {
    const app = await open();
    const { id } = await app.services.runService.start({ workflow: stubborn });
    await app.services.runService.recover();
    const { status } = app.services.runService.summary(id);
    expect(['queued', 'running']).toContain(status);
    const response = await app.send(`/runs/${id}/resume`, { method: 'POST' });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'run-owned' });
  });

  it('waits for a person where it gets no further, and says why', async () => {
    const app = await open();
    const id = await leaveInterrupted(app, isFailure);
    const { runs, runService } = app.services;
    const { sequence } = (await runService.get(id)).snapshot;
    const at = Date.now();
    const adoptions = [1, 2, 3].map((step) => ({
      type: 'run.adopted' as const,
      sequence: sequence + step,
      at,
    }));
    await runs.append(id, adoptions, { durable: true });
    await app.restart();
    await app.services.runService.recover();
    expect(app.services.runService.summary(id)).toMatchObject({
      status: 'waiting',
      error: { code: 'run-stuck' },
    });
    const response = await app.send(`/runs/${id}/resume`, { method: 'POST' });
    expect(await response.json()).toMatchObject({ status: 'running' });
  });
});

describe('closing the services', () => {
  it('leaves what is under way to be gone on with, and the record says so', async () => {
    const app = await open();
    const { id } = await app.services.runService.start({ workflow: stubborn });
    await app.restart();
    expect(['queued', 'running']).toContain(app.services.runService.summary(id).status);
    await app.services.runService.recover();
    await app.services.runService.cancel(id);
    await expect.poll(() => app.services.runService.summary(id).status).toBe('canceled');
  });
});
