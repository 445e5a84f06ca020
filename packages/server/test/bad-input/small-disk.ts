import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A file system of its own, with room for little. */
export interface SmallDisk {
  path: string;
  /** Takes all room that is left. */
  fill(): Promise<void>;
  /** Gives back what {@link SmallDisk.fill} took. */
  empty(): Promise<void>;
  remove(): Promise<void>;
}

interface Mount {
  path: string;
  unmount(): Promise<void>;
}

const run = promisify(execFile);

async function mountAsRoot(folder: string, size: string): Promise<Mount> {
  await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  return {
    path: folder,
    async unmount() {
      // A database may be let go of a moment after its process has ended.
      await run('umount', ['--lazy', folder]);
    },
  };
}

/** In a namespace of a process that waits; its files are seen through that process. */
async function mountInNamespace(folder: string, size: string): Promise<Mount> {
  const script = `mount -t tmpfs -o size=${size} tmpfs "$0" && echo mounted && exec cat`;
  const holder = spawn('unshare', ['-rm', 'sh', '-c', script, folder]);
  const exited = once(holder, 'exit');
  const mounted = once(holder.stdout, 'data').then(() => true);
  const ready = await Promise.race([mounted, exited.then(() => false)]);
  if (!ready) throw new Error('No file system can be mounted in a namespace of its own.');
  return {
    path: join(`/proc/${holder.pid}/root`, folder),
    async unmount() {
      holder.stdin.end();
      await exited;
    },
  };
}

const ways = [mountAsRoot, mountInNamespace];

/**
 * Mounts a real file system that is small, as root or in a namespace of its own.
 *
 * @param size - As `mount` takes it, e.g. `2m`.
 * @returns undefined where this machine allows neither.
 */
export async function openSmallDisk(
  size: string,
  mounts: readonly ((folder: string, size: string) => Promise<Mount>)[] = ways,
): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-disk-'));
  for (const mount of mounts) {
    const mounted = await mount(folder, size).catch(() => undefined);
    if (!mounted) continue;
    const ballast = join(mounted.path, 'ballast');
    return {
      path: mounted.path,
      fill: () => writeFile(ballast, new Uint8Array(64_000_000)).then(overfull, refuseOthers),
      empty: () => rm(ballast, { force: true }),
      async remove() {
        await mounted.unmount();
        await rmdir(folder);
      },
    };
  }
  await rmdir(folder);
  return undefined;
}

function overfull(): never {
  throw new Error('The small disk is not small.');
}

function refuseOthers(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOSPC') throw error;
}
