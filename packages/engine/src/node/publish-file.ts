import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { IncomingFile } from './incoming-file.ts';
import { makeFolder } from './make-folder.ts';

// Makes a rename durable. Some file systems cannot sync a folder; they keep their own promises.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  if (!handle) return;
  try {
    await handle.sync();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EIO') throw error;
  } finally {
    await handle.close();
  }
}

/** Moves a whole file to its place, so that after a power cut it is there whole or not at all. */
export async function publishFile(file: IncomingFile, path: string): Promise<void> {
  await file.sync();
  await makeFolder(dirname(path));
  await rename(file.path, path);
  await syncFolder(dirname(path));
}

/**
 * Replaces a small file at once: readers see the old or the new content. Not synced by itself.
 *
 * @param besidePath - A path on the same file system that names the temporary file.
 */
export async function writeSmallFile(
  path: string,
  text: string,
  besidePath: string,
): Promise<void> {
  const temporary = `${besidePath}.json`;
  await makeFolder(dirname(path));
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}
