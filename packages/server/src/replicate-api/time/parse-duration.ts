const unitsMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads a time such as `90s`, `30m`, `1h` or `7d`, in milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? [];
  const unitMs = unitsMs[unit ?? ''];
  return unitMs === undefined ? undefined : Number(digits) * unitMs;
}
