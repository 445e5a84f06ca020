import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * Makes a folder and those above it. The recursive `mkdir` of Node spins forever where the system
 * says that a parent is missing which is there, as below `/proc` and some network mounts.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    const parent = dirname(path);
    if (code !== 'ENOENT' || parent === path) throw error;
    await makeFolder(parent);
    await mkdir(path).catch((retryError: unknown) => {
      // Another writer may have been faster.
      if (codeOf(retryError) !== 'EEXIST') throw retryError;
    });
  }
}
