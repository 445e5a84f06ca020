import { mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeArtifactInventory } from '../testing/describe-artifact-inventory.ts';
import { describeArtifactStore } from '../testing/describe-artifact-store.ts';
import { createFsArtifactStore } from './fs-artifact-store.ts';

vi.mock('node:fs/promises', async (load) => ({ ...(await load<typeof fs>()) }));

const folders: string[] = [];

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-artifacts-'));
  folders.push(folder);
  return folder;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describeArtifactStore('disk', async () => createFsArtifactStore(await makeFolder()), {
  describe,
  it,
  expect,
});

/** Sets the times of all files below a folder to an hour ago. */
async function ageFiles(folder: string): Promise<void> {
  const anHourAgo = new Date(Date.now() - 3_600_000);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    await utimes(join(entry.parentPath, entry.name), anHourAgo, anHourAgo);
  }
}

describeArtifactInventory(
  'disk',
  async () => {
    const folder = await makeFolder();
    return { store: createFsArtifactStore(folder), age: () => ageFiles(folder) };
  },
  { describe, it, expect },
);

const hello = new TextEncoder().encode('hello');
const hash = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

const full = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

function failHandles(method: 'appendFile' | 'sync' | 'writeFile'): void {
  const { open } = fs;
  vi.spyOn(fs, 'open').mockImplementation(async (...args) => {
    const handle = await open(...args);
    return Object.assign(handle, { [method]: () => Promise.reject(full()) });
  });
}

describe('files on disk', () => {
  it('lie under the hash of their content, where other processes can read them', async () => {
    const folder = await makeFolder();
    const store = createFsArtifactStore(folder);
    await store.put(hello);
    const path = await store.localPath(hash);
    expect(path).toBe(join(folder, 'sha256', '2c', hash.slice(2)));
    expect(await readFile(path ?? '', 'utf8')).toBe('hello');
    expect(await store.localPath('0'.repeat(64))).toBeUndefined();
  });

  it('are found by another store over the same folder', async () => {
    const folder = await makeFolder();
    const ref = await createFsArtifactStore(folder).put(hello, { mediaType: 'text/markdown' });
    expect(await createFsArtifactStore(folder).stat(hash)).toEqual(ref);
  });

  it('leave nothing but content and facts behind', async () => {
    const folder = await makeFolder();
    const store = createFsArtifactStore(folder);
    await store.put(hello);
    await store.put(hello);
    expect((await filesBelow(folder)).sort()).toEqual([hash.slice(2), `${hash.slice(2)}.json`]);
  });

  it('get their facts again when these are lost or torn', async () => {
    const folder = await makeFolder();
    const store = createFsArtifactStore(folder);
    const ref = await store.put(hello);
    await writeFile(join(folder, 'sha256', '2c', `${hash.slice(2)}.json`), '{"$arti');
    expect(await store.stat(hash)).toEqual(ref);
    expect(await store.put(hello)).toEqual(ref);
  });

  it('are written again when the stored copy is shorter than it was', async () => {
    const folder = await makeFolder();
    const store = createFsArtifactStore(folder);
    await store.put(hello);
    await writeFile(join(folder, 'sha256', '2c', hash.slice(2)), 'he');
    await store.put(hello);
    expect(await readFile((await store.localPath(hash)) ?? '', 'utf8')).toBe('hello');
  });

  it('that a crash left half-written are swept a day later', async () => {
    const folder = await makeFolder();
    await createFsArtifactStore(folder).put(hello);
    const old = join(folder, 'incoming', 'old');
    await writeFile(old, 'half');
    await writeFile(join(folder, 'incoming', 'young'), 'half');
    await utimes(old, new Date(0), new Date(0));
    await createFsArtifactStore(folder).put(hello);
    expect(await readdir(join(folder, 'incoming'))).toEqual(['young']);
  });
});

describe('garbage on disk', () => {
  const soon = () => Date.now() + 60_000;

  it('goes with its facts', async () => {
    const folder = await makeFolder();
    const store = createFsArtifactStore(folder);
    await store.put(hello);
    expect(await store.deleteUntouched(hash, soon())).toBe(true);
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('that was put between the look and the move goes back, as it was', async () => {
    const folder = await makeFolder();
    const store = createFsArtifactStore(folder);
    const ref = await store.put(hello, { mediaType: 'text/markdown' });
    await ageFiles(folder);
    const { rename } = fs;
    vi.spyOn(fs, 'rename').mockImplementationOnce(async (from, to) => {
      await store.put(hello);
      await rename(from, to);
    });
    expect(await store.deleteUntouched(hash, Date.now() - 1_800_000)).toBe(false);
    expect(await store.stat(hash)).toEqual(ref);
    expect((await filesBelow(folder)).sort()).toEqual([hash.slice(2), `${hash.slice(2)}.json`]);
  });

  it('that a crash left half-deleted goes, unless it was used since', async () => {
    const folder = await makeFolder();
    const store = createFsArtifactStore(folder);
    await store.put(hello);
    const away = join(folder, 'discarded');
    await fs.mkdir(away);
    const [used, unused] = [
      `${hash}.8f14e45f-ceea-467f-a0e6-1b5a3d2c4e5f`,
      `${'0'.repeat(64)}.8f14e45f-ceea-467f-a0e6-1b5a3d2c4e5f`,
    ];
    await fs.rename(join(folder, 'sha256', '2c', hash.slice(2)), join(away, used));
    await writeFile(join(away, unused), 'old');
    await utimes(join(away, unused), new Date(0), new Date(0));
    await store.sweepTorn(Date.now() - 60_000);
    expect(await readdir(away)).toEqual([]);
    expect(await store.localPath(hash)).toBeDefined();
    expect(await store.localPath('0'.repeat(64))).toBeUndefined();
  });
});

describe('a disk without room', () => {
  it.each(['appendFile', 'sync', 'writeFile'] as const)(
    'is told as storage-full when %s fails, and nothing is left',
    async (method) => {
      const folder = await makeFolder();
      const store = createFsArtifactStore(folder);
      failHandles(method);
      await expect(store.put(hello)).rejects.toMatchObject({
        code: 'storage-full',
        message: expect.stringContaining(folder),
        hint: expect.stringContaining('Make room'),
        details: { neededBytes: 5, reason: 'ENOSPC' },
      });
      expect(await filesBelow(join(folder, 'incoming'))).toEqual([]);
      vi.restoreAllMocks();
      expect(await store.stat(hash)).toBeUndefined();
      expect(await store.put(hello)).toMatchObject({ sizeBytes: 5 });
    },
  );

  it.each(['rename', 'mkdir'] as const)('is told as storage-full when %s fails', async (call) => {
    const folder = await makeFolder();
    vi.spyOn(fs, call).mockImplementation(() => Promise.reject(full()));
    await expect(createFsArtifactStore(folder).put(hello)).rejects.toMatchObject({
      code: 'storage-full',
    });
  });
});

describe('a folder that cannot be used', () => {
  it('is told as storage-failed with what to do', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'taken'), '');
    const store = createFsArtifactStore(join(folder, 'taken'));
    const error = { code: 'storage-failed', hint: expect.stringContaining('A file lies where') };
    await expect(store.put(hello)).rejects.toMatchObject(error);
    await expect(store.stat(hash)).rejects.toMatchObject(error);
  });

  it('is told as storage-failed where nothing can be made', async () => {
    const folder = await makeFolder();
    await symlink(join(folder, 'missing', 'far'), join(folder, 'dangling'));
    for (const place of [join(folder, 'dangling', 'data'), '/proc/catena/data']) {
      await expect(createFsArtifactStore(place).put(hello)).rejects.toMatchObject({
        code: 'storage-failed',
        message: expect.stringContaining(place),
      });
    }
  });
});
