import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { createSqliteWorkflowStore } from './sqlite-workflow-store.ts';
import type { WorkflowStore } from './workflow-store.ts';

let folder: string;
let store: WorkflowStore;
let now = 1_000;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catena-workflows-'));
  const options = { keptVersions: 3, now: () => now };
  store = await createSqliteWorkflowStore(join(folder, 'workflows.db'), options);
});

afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true, force: true });
});

const named = (name: string): Workflow => ({ catena: 1, name, nodes: {} });

async function saveTimes(id: string, first: number, last: number): Promise<void> {
  for (let revision = first; revision < last; revision += 1) {
    await store.save(id, { workflow: named(`v${revision + 1}`), revision });
  }
}

it('keeps the last versions, and those with a label for ever', async () => {
  const { id } = await store.create({ workflow: named('v1') });
  await saveTimes(id, 1, 3);
  await store.labelVersion(id, 2, 'keep');
  await saveTimes(id, 3, 8);
  const versions = await store.versions(id);
  expect(versions?.map(({ revision }) => revision)).toEqual([8, 7, 6, 2]);
  expect((await store.version(id, 2))?.name).toBe('v2');
  expect(await store.version(id, 5)).toBeUndefined();
  expect((await store.get(id))?.workflow).toMatchObject({ name: 'v8' });
});

it('keeps the current version when all before it have labels', async () => {
  const { id } = await store.create({ workflow: named('v1') });
  for (let revision = 1; revision < 6; revision += 1) {
    await store.labelVersion(id, revision, `label ${revision}`);
    await store.save(id, { workflow: named(`v${revision + 1}`), revision });
  }
  expect(await store.versions(id)).toHaveLength(6);
});

it('shows a picture without a change of the document', async () => {
  const before = await store.create({ workflow: named('picture'), templateId: 'showcase' });
  now += 5_000;
  await store.setPicture(before.id, 'a'.repeat(64));
  expect(await store.get(before.id)).toEqual({ ...before, picture: 'a'.repeat(64) });
});

it('pages through changes of the same millisecond', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 7; index += 1) {
    ids.push((await store.create({ workflow: named(`n${index}`) })).id);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ limit: 3, cursor });
    seen.push(...page.workflows.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(ids.toSorted().toReversed());
});

it('tells two writers apart: only one of two saves of the same revision is taken', async () => {
  const { id } = await store.create({ workflow: named('start') });
  const other = await createSqliteWorkflowStore(join(folder, 'workflows.db'));
  const results = await Promise.allSettled([
    store.save(id, { workflow: named('left'), revision: 1 }),
    other.save(id, { workflow: named('right'), revision: 1 }),
  ]);
  other.close();
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect((await store.get(id))?.revision).toBe(2);
});

it('brings a deleted workflow back with its versions, for a day', async () => {
  const { id } = await store.create({ workflow: named('v1') });
  await saveTimes(id, 1, 3);
  await store.labelVersion(id, 1, 'first');
  const before = await store.get(id);
  const versions = await store.versions(id);
  expect(await store.delete(id)).toBe(true);
  expect(await store.delete(id)).toBe(false);
  expect((await store.list()).workflows).toEqual([]);
  expect(await store.versions(id)).toBeUndefined();
  expect(await store.restore(id)).toEqual(before);
  expect(await store.versions(id)).toEqual(versions);
  expect(await store.restore('other')).toBeUndefined();
  await store.delete(id);
  now += 24 * 60 * 60 * 1000 + 1;
  expect(await store.restore(id)).toBeUndefined();
});
