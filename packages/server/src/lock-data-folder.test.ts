import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockDataFolder } from './lock-data-folder.ts';

const require = createRequire(import.meta.url);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catena-lock-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('lets one server have a data folder, and the next one when it is done', async () => {
  const release = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toMatchObject({ code: 'data-folder-in-use' });
  release();
  (await lockDataFolder(folder))();
});

it('is free again when the process that had it was killed', async () => {
  const source = `
    const Database = require(${JSON.stringify(require.resolve('libsql'))});
    const database = new Database(${JSON.stringify(join(folder, 'server.lock'))});
    database.exec('begin exclusive');
    console.log('locked');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await expect(lockDataFolder(folder)).rejects.toMatchObject({ code: 'data-folder-in-use' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  (await lockDataFolder(folder))();
});
