import { mkdtemp, rm, symlink, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAll } from '@catena/engine';
import { openWorkflowFolder } from './workflow-folder.ts';

let outer = '';
let inner = '';

beforeAll(async () => {
  outer = await mkdtemp(join(tmpdir(), 'catena-folder-'));
  inner = join(outer, 'workflow');
  await mkdir(join(inner, '..photos'), { recursive: true });
  await writeFile(join(outer, 'secret.txt'), 'secret');
  await writeFile(join(inner, '..photos', 'a.txt'), 'a');
  await symlink(join(outer, 'secret.txt'), join(inner, 'link.txt'));
  await symlink(join(inner, '..photos'), join(inner, 'photos'));
});

afterAll(() => rm(outer, { recursive: true, force: true }));

it('streams files of the folder, by links inside of it too', async () => {
  const folder = openWorkflowFolder(inner);
  for (const path of ['..photos/a.txt', 'photos/a.txt', './photos/../photos/a.txt']) {
    const source = await folder.read(path);
    expect(
      source && new TextDecoder().decode(await readAll(source as AsyncIterable<Uint8Array>)),
    ).toBe('a');
  }
  expect(await folder.has('photos/a.txt')).toBe(true);
});

it('has neither folders nor files that are not there', async () => {
  const folder = openWorkflowFolder(inner);
  expect(await folder.read('photos')).toBeUndefined();
  expect(await folder.has('nothing.txt')).toBe(false);
});

it.each(['../secret.txt', 'photos/../../secret.txt', 'link.txt', '/etc/hostname'])(
  'refuses %s',
  async (path) => {
    const reading = openWorkflowFolder(inner).read(path);
    await expect(reading).rejects.toMatchObject({ code: 'path-outside-folder' });
  },
);
