import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWorkflow } from '@catena/engine';
import { openApp, type AppBench } from '../../test/app-bench.ts';
import type { WorkflowRecord } from '../api/workflows.ts';

let app: AppBench;
beforeAll(async () => void (app = await openApp()));
afterAll(() => app.close());

const document = (name: string, nodes: object = {}) => ({ catena: 1, name, nodes });
const join = { join: { type: 'text.join', input: { texts: ['a'], separator: '-' } } };

async function create(workflow: object): Promise<WorkflowRecord> {
  const response = await app.post('/workflows', { workflow });
  expect(response.status).toBe(201);
  return (await response.json()) as WorkflowRecord;
}

function sendJson(method: string, path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return app.send(path, { method, headers, body: JSON.stringify(body) });
}

const save = (id: string, body: unknown) => sendJson('PUT', `/workflows/${id}`, body);

async function names(query: string): Promise<string[]> {
  const page = await (await app.get(`/workflows${query}`)).json();
  return page.workflows.map(({ name }: { name: string }) => name);
}

it('gives back the document as it was saved, with what can be said of it', async () => {
  const workflow = { ...document('Saved', join), description: 'Joins.', layout: { join: [1, 2] } };
  const created = await create(workflow);
  expect(created).toMatchObject({
    name: 'Saved',
    description: 'Joins.',
    revision: 1,
    nodeCount: 1,
  });
  const response = await app.get(`/workflows/${created.id}`);
  expect(await response.json()).toEqual(created);
  expect(writeWorkflow(created.workflow as never)).toBe(writeWorkflow(workflow as never));
});

it('keeps a draft whose inputs are missing', async () => {
  const created = await create(document('Draft', { ask: { type: 'predict' } }));
  expect(created.nodeCount).toBe(1);
});

it('names a workflow that has no name', async () => {
  expect(await create({ catena: 1, nodes: {} })).toMatchObject({ name: 'Untitled' });
});

it('refuses what is no workflow, with everything that is wrong', async () => {
  const workflow = { catena: 1, nodes: { 'two words': { type: 'text.join' }, a: {} } };
  const response = await app.post('/workflows', { workflow });
  expect(response.status).toBe(422);
  const problem = await response.json();
  expect(problem).toMatchObject({
    code: 'invalid-workflow',
    title: 'The workflow has 2 problems.',
  });
  expect(problem.issues).toHaveLength(2);
});

it('refuses a token in a document and does not keep it', async () => {
  const token = `r8_${'a1B2'.repeat(9)}x`;
  const workflow = document('Leak', { join: { type: 'text.join', input: { texts: [token] } } });
  const response = await app.post('/workflows', { workflow });
  expect(response.status).toBe(422);
  const text = await response.text();
  expect(text).toContain('secret-in-file');
  expect(text).not.toContain(token);
  expect(await names('?search=Leak')).toEqual([]);
});

describe('saving', () => {
  it('raises the revision', async () => {
    const { id } = await create(document('One'));
    const saved = await (await save(id, { workflow: document('Two'), revision: 1 })).json();
    expect(saved).toMatchObject({ id, name: 'Two', revision: 2 });
  });

  it('refuses a change that is based on an older revision, and says which is current', async () => {
    const { id } = await create(document('Mine'));
    await save(id, { workflow: document('Theirs'), revision: 1 });
    const response = await save(id, { workflow: document('Mine too'), revision: 1 });
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      code: 'stale-revision',
      details: { currentRevision: 2 },
    });
    expect(await (await app.get(`/workflows/${id}`)).json()).toMatchObject({ name: 'Theirs' });
  });

  it('makes no new version of an equal document, however often it is sent', async () => {
    const { id } = await create(document('Same'));
    await save(id, { workflow: document('Other'), revision: 1 });
    const again = await save(id, { workflow: document('Other'), revision: 1 });
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ revision: 2 });
  });

  it('says that a workflow is not there', async () => {
    const response = await save('nowhere', { workflow: document('X'), revision: 1 });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'workflow-not-found' });
  });

  it('names the member of a request that is wrong', async () => {
    const { id } = await create(document('Fields'));
    const response = await save(id, { workflow: document('X'), revision: 'one' });
    expect(response.status).toBe(400);
    const problem = await response.json();
    expect(problem.code).toBe('invalid-request');
    expect(problem.details.problems[0].path).toBe('body.revision');
  });
});

describe('versions', () => {
  it('are listed newest first, can be read and labelled', async () => {
    const { id } = await create(document('First'));
    await save(id, { workflow: document('Second', join), revision: 1 });
    const path = `/workflows/${id}/versions`;
    const labelled = await sendJson('PATCH', `${path}/1`, { label: 'the good one' });
    expect(await labelled.json()).toMatchObject({ revision: 1, label: 'the good one' });
    const { versions } = await (await app.get(path)).json();
    expect(versions).toMatchObject([{ revision: 2 }, { revision: 1, label: 'the good one' }]);
    expect(versions[0].semanticHash).not.toBe(versions[1].semanticHash);
    const first = await (await app.get(`${path}/1`)).json();
    expect(first).toMatchObject({ id, revision: 1, name: 'First', nodeCount: 0 });
    const cleared = await (await sendJson('PATCH', `${path}/1`, { label: null })).json();
    expect(cleared).not.toHaveProperty('label');
  });

  it('are not there for what is not there', async () => {
    const { id } = await create(document('Lonely'));
    for (const path of ['/workflows/nowhere/versions', `/workflows/${id}/versions/7`]) {
      expect((await app.get(path)).status).toBe(404);
    }
    expect((await app.get(`/workflows/${id}/versions/first`)).status).toBe(400);
  });
});

it('deletes a workflow with its versions', async () => {
  const { id } = await create(document('Gone'));
  const path = `/workflows/${id}`;
  expect((await app.send(path, { method: 'DELETE' })).status).toBe(204);
  expect((await app.get(path)).status).toBe(404);
  expect((await app.get(`${path}/versions/1`)).status).toBe(404);
  expect((await app.send(path, { method: 'DELETE' })).status).toBe(404);
});

describe('listing', () => {
  it('finds a part of a name in any case and takes signs as they are', async () => {
    await create(document('Ärger 100% sicher'));
    await create(document('Ärger 1000 sicher'));
    expect(await names(`?search=${encodeURIComponent('äRGER 100%')}`)).toEqual([
      'Ärger 100% sicher',
    ]);
  });

  it('goes from page to page, the newest change first', async () => {
    const ids: string[] = [];
    for (const number of [1, 2, 3, 4, 5]) ids.push((await create(document(`page ${number}`))).id);
    await save(ids[0] ?? '', { workflow: document('page 1 changed'), revision: 1 });
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await (await app.get(`/workflows?search=page&limit=2${cursor}`)).json();
      seen.push(...page.workflows.map(({ name }: { name: string }) => name));
      cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(seen.toSorted()).toEqual(['page 1 changed', 'page 2', 'page 3', 'page 4', 'page 5']);
  });

  it('refuses a cursor that it has not given', async () => {
    const response = await app.get('/workflows?cursor=x');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid-cursor' });
  });
});

it('survives a restart', async () => {
  const { id } = await create(document('Durable', join));
  await app.restart();
  expect(await (await app.get(`/workflows/${id}`)).json()).toMatchObject({ name: 'Durable' });
});
