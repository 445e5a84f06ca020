const units = [
  { unit: 'year', ms: 365 * 24 * 3_600_000 },
  { unit: 'month', ms: 30 * 24 * 3_600_000 },
  { unit: 'day', ms: 24 * 3_600_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** A time as people say it: `3 minutes ago`. Both are milliseconds since the epoch. */
export function relativeTime(at: number, now: number): string {
  const passedMs = now - at;
  const found = units.find(({ ms }) => Math.abs(passedMs) >= ms);
  if (!found) return 'just now';
  return format.format(-Math.round(passedMs / found.ms), found.unit);
}
