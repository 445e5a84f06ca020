// Deletes files that nobody used since a moment, while others may put the same content.
//
// A file is moved away first and looked at once more: whoever put it set its time before the move,
// and then it goes back; or sets it after the move, finds nothing and stores the file anew. The
// facts are moved away the same way, and go back where the content is there again.
import { randomUUID } from 'node:crypto';
import { opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredArtifact } from '../artifact/artifact-inventory.ts';
import { makeFolder } from './make-folder.ts';

interface StoredFile {
  /** Of the store. */
  folder: string;
  id: string;
  path: string;
}

const content = /^[0-9a-f]{62}$/;
const discarded = /^([0-9a-f]{64})\.[0-9a-f-]{36}$/;

const pathOf = (folder: string, id: string): string =>
  join(folder, 'sha256', id.slice(0, 2), id.slice(2));

/** When a file was last used; undefined where it is gone. */
async function timeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}

/** Moves a file; false where it is gone. */
async function move(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Every file that is stored, one after the other. */
export async function* listFiles(folder: string): AsyncGenerator<StoredArtifact> {
  const root = join(folder, 'sha256');
  for (const prefix of await readdir(root).catch((): string[] => [])) {
    const entries = await opendir(join(root, prefix)).catch(() => undefined);
    if (!entries) continue;
    for await (const { name } of entries) {
      if (!content.test(name)) continue;
      const facts = await stat(join(root, prefix, name)).catch(() => undefined);
      if (facts === undefined) continue;
      yield { id: `${prefix}${name}`, sizeBytes: facts.size, touchedAt: facts.mtimeMs };
    }
  }
}

/** Deletes a file and its facts, unless it was used at a moment or later; says whether it did. */
export async function discardUntouched(file: StoredFile, moment: number): Promise<boolean> {
  const { folder, id, path } = file;
  const usedAt = await timeOf(path);
  if (usedAt === undefined || usedAt >= moment) return false;
  const away = join(folder, 'discarded', `${id}.${randomUUID()}`);
  await makeFolder(join(folder, 'discarded'));
  if (!(await move(path, away))) return false;
  if (((await timeOf(away)) ?? 0) >= moment) {
    await move(away, path);
    return false;
  }
  await rm(away, { force: true });
  const facts = `${away}.json`;
  if (await move(`${path}.json`, facts)) {
    if ((await timeOf(path)) !== undefined) await move(facts, `${path}.json`);
    else await rm(facts, { force: true });
  }
  return true;
}

/** Ends what a crash left in the middle: what was used since goes back, and all else goes. */
export async function sweepDiscarded(folder: string, moment: number): Promise<void> {
  const away = join(folder, 'discarded');
  for (const name of await readdir(away).catch((): string[] => [])) {
    const path = join(away, name);
    const [, id] = discarded.exec(name) ?? [];
    const usedAt = await timeOf(path);
    if (usedAt === undefined) continue;
    if (id !== undefined && usedAt >= moment) await move(path, pathOf(folder, id));
    else if (usedAt < moment) await rm(path, { force: true });
  }
}
