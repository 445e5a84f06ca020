import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { createTestFolder, ended, greetings, type TestFolder } from '../run-catena.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const recorder = new URL('record-spans.mjs', import.meta.url).href;

let folder: TestFolder | undefined;

afterEach(async () => {
  await folder?.remove();
  folder = undefined;
});

it('a command is traced by an SDK that is loaded before it', { timeout: 60_000 }, async () => {
  folder = await createTestFolder();
  await folder.write('workflow.json', greetings);
  const spansFile = join(folder.path, 'spans.jsonl');
  const node = ['--conditions=@catena/source', '--import', import.meta.resolve('tsx')];
  const child = spawn(process.execPath, [...node, '--import', recorder, main, 'run', '.'], {
    cwd: folder.path,
    env: { ...process.env, CATENA_DATA: join(folder.path, 'data'), SPANS_FILE: spansFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(await ended(child)).toMatchObject({ code: 0, stderr: '' });
  const lines = (await readFile(spansFile, 'utf8')).trimEnd().split('\n');
  const spans = lines.map((line) => JSON.parse(line) as { name: string });
  expect(spans.map(({ name }) => name).toSorted()).toEqual([
    'attempt 1',
    'attempt 1',
    'attempt 1',
    'run',
    'step greet',
    'step greet',
    'step together',
  ]);
});
