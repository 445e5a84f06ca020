import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { describeRunStore } from '../testing/describe-run-store.ts';
import { createSqliteRunStore } from './sqlite-run-store.ts';

const folders: string[] = [];

async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-runs-'));
  folders.push(folder);
  return join(folder, 'runs.db');
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describeRunStore('SQLite', async () => createSqliteRunStore(await newPath()), {
  describe,
  it,
  expect,
});

it('finds what it kept when it is opened again', async () => {
  const path = await newPath();
  const store = await createSqliteRunStore(path);
  await store.append('a', [{ type: 'run.started', sequence: 1, at: 5 }]);
  await store.close?.();
  const again = await createSqliteRunStore(path);
  expect(await again.list()).toEqual(['a']);
  await again.close?.();
});
