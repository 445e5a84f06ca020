import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { inDataFolder } from './data-folder.ts';
import { percentile } from './percentile.ts';

const writes = 200;
const pageBytes = 4096;

/** How long the disk takes to have a page for certain: what nobody who waits for it can beat. */
export function probeDisk(): Promise<{ p50Ms: number; p95Ms: number; meanMs: number }> {
  return inDataFolder(async (folder) => {
    const file = openSync(join(folder, 'probe'), 'w');
    const page = Buffer.alloc(pageBytes);
    const times: number[] = [];
    for (let count = 0; count < writes; count += 1) {
      const begin = performance.now();
      writeSync(file, page);
      fdatasyncSync(file);
      times.push(performance.now() - begin);
    }
    closeSync(file);
    const meanMs = times.reduce((sum, time) => sum + time, 0) / writes;
    return { p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95), meanMs };
  });
}
