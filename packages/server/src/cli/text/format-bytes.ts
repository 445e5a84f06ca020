const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size for people, in steps of 1000: `812 bytes`, `230 kB`, `4.1 MB`. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit > 1 && size < 100 ? 1 : 0;
  return `${size.toFixed(digits)} ${units[unit] ?? ''}`;
}
