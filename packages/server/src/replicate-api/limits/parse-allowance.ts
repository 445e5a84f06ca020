import type { Allowance } from './token-bucket.ts';

const windowsMs: Readonly<Record<string, number>> = { s: 1_000, min: 60_000, h: 3_600_000 };
const allowance = /^(\d{1,7})\/(s|min|h)(?:,?\s+burst\s+(\d{1,7}))?$/;

/** Reads `600/min` or `6/min, burst 1`; without a burst all calls of a window may come at once. Undefined for anything else. */
export function parseAllowance(text: string): Allowance | undefined {
  const [, calls, unit, burst = calls] = allowance.exec(text.trim()) ?? [];
  const windowMs = windowsMs[unit ?? ''];
  const [limit, most] = [Number(calls), Number(burst)];
  if (windowMs === undefined || !(limit > 0) || !(most > 0)) return undefined;
  return { limit, windowMs, burst: most };
}
