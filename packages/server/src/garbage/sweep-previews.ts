import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactStore } from '@catena/engine';

const preview = /^([0-9a-f]{64})-\d+\.webp$/;

/** Removes the small pictures of files that are stored no longer. */
export async function sweepPreviews(
  folder: string,
  artifacts: Required<Pick<ArtifactStore, 'localPath'>>,
): Promise<void> {
  for (const prefix of await readdir(folder).catch((): string[] => [])) {
    for (const name of await readdir(join(folder, prefix)).catch((): string[] => [])) {
      const [, id] = preview.exec(name) ?? [];
      if (id === undefined || (await artifacts.localPath(id)) !== undefined) continue;
      await rm(join(folder, prefix, name), { force: true });
    }
  }
}
