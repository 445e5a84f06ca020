import { writeFileSync } from 'node:fs';

const bytesPerMegabyte = 1_000_000;

/** Milliseconds of a piece of work, and the most memory that the process held meanwhile. */
export interface Footprint {
  wallMs: number;
  /** MB of resident memory above what the idle process held. */
  overIdleMB: number;
}

/** Lets the peak begin anew where the system can; elsewhere it includes what starting up took. */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Only Linux has it.
  }
}

/** Measures a piece of work that is done once. */
export async function footprintOf(work: () => Promise<void> | void): Promise<Footprint> {
  globalThis.gc?.();
  forgetPeak();
  const idleBytes = process.memoryUsage.rss();
  const begin = performance.now();
  await work();
  const wallMs = performance.now() - begin;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { wallMs, overIdleMB: Math.max(0, peakBytes - idleBytes) / bytesPerMegabyte };
}
