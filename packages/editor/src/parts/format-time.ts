const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** A length of time in words as short as they are exact: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`. */
export function formatTime(ms: number): string {
  if (ms < 0 || !Number.isFinite(ms)) return '0 s';
  if (ms < 9_950) {
    const seconds = ms / secondMs;
    return seconds < 0.0095
      ? `${Math.round(ms)} ms`
      : `${trim(seconds, seconds < 0.0995 ? 2 : 1)} s`;
  }
  const whole = Math.round(ms / secondMs) * secondMs;
  if (whole < minuteMs) return `${whole / secondMs} s`;
  if (whole < hourMs) {
    const seconds = (whole % minuteMs) / secondMs;
    return `${Math.floor(whole / minuteMs)} min ${String(seconds).padStart(2, '0')} s`;
  }
  const minutes = Math.round(whole / minuteMs);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

function trim(value: number, digits: number): string {
  return value.toFixed(digits).replace(/\.0+$/, '');
}

/** A time on a clock of a player: `0:04`, `1:02:03`. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / secondMs));
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
