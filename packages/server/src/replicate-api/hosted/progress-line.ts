import type { PredictionProgress } from '@catena/engine';

const barWidth = 10;
const total = 100;

/**
 * Progress as a line of the log, in the form of tqdm that clients of Replicate read:
 * ` 40%|████      | 40/100 [tiles]`. Undefined where no fraction is known.
 */
export function progressLine({ fraction, phase }: PredictionProgress): string | undefined {
  if (fraction === undefined) return undefined;
  const done = Math.round(Math.min(Math.max(fraction, 0), 1) * total);
  const filled = Math.floor((done / total) * barWidth);
  const bar = '█'.repeat(filled).padEnd(barWidth, ' ');
  const suffix = phase === undefined ? '' : ` [${phase}]`;
  return `${String(done).padStart(3)}%|${bar}| ${done}/${total}${suffix}`;
}
