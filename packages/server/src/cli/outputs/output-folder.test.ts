import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMemoryArtifactStore } from '@catena/engine';
import { OutputFolder } from './output-folder.ts';
import { planOutputFiles } from './plan-output-files.ts';

let folder = '';
const artifacts = createMemoryArtifactStore();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catena-outputs-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(outputs: Record<string, unknown>, overwrite = false): Promise<string[]> {
  const opened = await OutputFolder.open(folder, { names: Object.keys(outputs), overwrite });
  return opened.write(planOutputFiles(outputs), artifacts);
}

it('writes texts and artifacts, whole and under their names alone', async () => {
  const file = await artifacts.put(new TextEncoder().encode('GIF89a'));
  expect(await write({ words: 'hello', picture: file })).toEqual(['words.txt', 'picture.gif']);
  expect(await readFile(join(folder, 'picture.gif'), 'utf8')).toBe('GIF89a');
  expect(await readdir(folder)).toEqual(['.catena-outputs.json', 'picture.gif', 'words.txt']);
});

it('removes what an earlier run wrote for the same output, and leaves other outputs alone', async () => {
  await write({ list: ['a', 'b', 'c'], other: 'x' });
  await write({ list: ['d'] });
  expect(await readdir(join(folder, 'list'))).toEqual(['0001.txt']);
  expect(await readdir(folder)).toContain('other.txt');
});

it.each(['words.txt', 'words.png'])('does not replace %s of somebody else', async (name) => {
  await writeFile(join(folder, name), 'mine');
  await expect(write({ words: 'hello' })).rejects.toMatchObject({ code: 'outputs-in-the-way' });
  await write({ words: 'hello' }, true);
  expect(await readFile(join(folder, 'words.txt'), 'utf8')).toBe('hello');
});

it('does not replace a file of its own that was changed since', async () => {
  await write({ words: 'hello' });
  await writeFile(join(folder, 'words.txt'), 'edited');
  await expect(write({ words: 'again' })).rejects.toMatchObject({ code: 'outputs-in-the-way' });
});

it('refuses a place below a file', async () => {
  await writeFile(join(folder, 'file'), '');
  await mkdir(join(folder, 'sub'));
  const opening = OutputFolder.open(join(folder, 'file', 'out'), { names: [], overwrite: false });
  await expect(opening).rejects.toMatchObject({ code: 'cannot-write-outputs' });
});
