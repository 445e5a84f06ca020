const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size for people, in thousands: `812 B`, `1.4 MB`. */
export function formatBytes(sizeBytes: number): string {
  let [value, unit] = [sizeBytes, 0];
  // 999.5 kB would be written as 1000 kB.
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${units[unit] ?? 'B'}`;
}
