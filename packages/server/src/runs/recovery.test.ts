import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '@catena/engine';
import type { RunRecord, RunSummary } from '../api/runs.ts';
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
  it('is marked as interrupted when a server starts, and says what to do', async () => {
    const app = await open();
    const id = await leaveInterrupted(app, isFailure);
    await app.restart();
    await app.services.runService.recover();
    const run = (await (await app.get(`/runs/${id}`)).json()) as RunRecord;
    expect(run).toMatchObject({ status: 'failed', error: { code: 'interrupted' } });
    expect(run.endedAt).toBeDefined();
    expect(run.snapshot.error?.hint).toContain('cache');
    expect(run.snapshot.nodes['read']?.steps[0]?.status).toBe('canceled');
    const { runs } = (await (await app.get('/runs?status=failed')).json()) as {
      runs: RunSummary[];
    };
    expect(runs.map((one) => one.id)).toContain(id);
  });

  it('has an end that everybody who folds its events agrees upon', async () => {
    const app = await open();
    const id = await leaveInterrupted(app, isFailure);
    await app.restart();
    await app.services.runService.recover();
    const folded = await foldRun(app.services.runs.read(id));
    expect(folded?.core.snapshot()).toEqual((await app.services.runService.get(id)).snapshot);
    const text = await (await app.get(`/runs/${id}/events`)).text();
    expect(text).toContain('"type":"run.failed"');
    expect(text.trimEnd().endsWith('event: end\ndata: {}')).toBe(true);
  });

  it('is found even if it had only just been created, and can be deleted', async () => {
    const app = await open();
    const id = await leaveInterrupted(app, (event) => event.type === 'run.created');
    await app.restart();
    await app.services.runService.recover();
    expect(app.services.runService.summary(id).status).toBe('failed');
    expect((await app.send(`/runs/${id}`, { method: 'DELETE' })).status).toBe(204);
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
    expect(app.services.runService.summary(id).status).toBe('canceled');
  });

  it('leaves runs alone that this server has started', async () => {
    const app = await open();
    const { id } = await app.services.runService.start({ workflow: stubborn });
    await app.services.runService.recover();
    const { status } = app.services.runService.summary(id);
    expect(['queued', 'running']).toContain(status);
  });

  it('ends by a request to cancel it too', async () => {
    const app = await open();
    const id = await leaveInterrupted(app, isFailure);
    await app.restart();
    const response = await app.send(`/runs/${id}/cancel`, { method: 'POST' });
    expect(((await response.json()) as RunSummary).status).toBe('failed');
  });
});

describe('closing the services', () => {
  it('cancels what is under way, and the record says so', async () => {
    const app = await open();
    const { id } = await app.services.runService.start({ workflow: stubborn });
    await app.restart();
    expect(app.services.runService.summary(id).status).toBe('canceled');
  });
});
