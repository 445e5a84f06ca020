import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode, toStorageError } from './weights-error.ts';

const heartbeatMs = 2_000;
const staleAfterMs = 20_000;
const pollMs = 200;

/**
 * Runs work that only one process should do at a time. It saves double work and nothing more: a lock
 * whose owner is gone is taken over, so what happens inside must be safe for two at once.
 */
export async function withFileLock<T>(
  path: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  while (!(await tryLock(path))) {
    if (await isAbandoned(path)) await rm(path, { force: true });
    else await delay(pollMs, undefined, { signal });
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A lock that was taken over is not ours to touch; the work goes on all the same.
    utimes(path, now, now).catch(() => clearInterval(heartbeat));
  }, heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }));
    await file.close();
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw toStorageError(error, path);
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > staleAfterMs) return true;
    const owner: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isOwnerOnThisHost(owner) && !isAlive(owner.pid);
  } catch {
    // Just released, or just created and not yet written: the next try tells.
    return false;
  }
}

function isOwnerOnThisHost(owner: unknown): owner is { pid: number } {
  return (
    typeof owner === 'object' &&
    owner !== null &&
    'host' in owner &&
    owner.host === hostname() &&
    'pid' in owner &&
    typeof owner.pid === 'number'
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
