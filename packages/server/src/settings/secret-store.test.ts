import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFileSecretStore } from './secret-store.ts';

let folder: string;
const path = () => join(folder, 'data', 'secrets.json');
const open = () => createFileSecretStore(path());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catena-secrets-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('keeps secrets and tokens in a file that only its owner can read', async () => {
  const store = open();
  expect(await store.set('API_KEY', 'hush')).toBe(false);
  expect(await store.setToken('replicate', 'r8')).toBe(false);
  expect((await stat(path())).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'data'))).toEqual(['secrets.json']);
  expect(await open().all()).toEqual({ API_KEY: 'hush' });
  expect(await open().token('replicate')).toBe('r8');
});

it('forgets what is removed', async () => {
  const store = open();
  await store.set('A', '1');
  expect(await store.set('A', undefined)).toBe(true);
  expect(await store.set('A', undefined)).toBe(false);
  expect(await readFile(path(), 'utf8')).not.toContain('"A"');
});

it('loses nothing when several are set at once', async () => {
  const store = open();
  const names = Array.from({ length: 20 }, (_, index) => `KEY_${String(index).padStart(2, '0')}`);
  await Promise.all(names.map((name) => store.set(name, name)));
  expect(await store.names()).toEqual(names);
});

it('takes names that objects have by themselves', async () => {
  const store = open();
  expect(await store.token('constructor')).toBeUndefined();
  await store.set('constructor', 'x');
  expect(await store.names()).toEqual(['constructor']);
});

it('says that a file is damaged without quoting it, and does not overwrite it', async () => {
  const store = open();
  await store.set('A', '1');
  await writeFile(path(), '{ "secrets": "hush-hush" ');
  await expect(store.set('B', '2')).rejects.toMatchObject({ code: 'storage-failed' });
  await expect(store.all()).rejects.not.toThrow(/hush-hush/);
  expect(await readFile(path(), 'utf8')).toContain('hush-hush');
});
