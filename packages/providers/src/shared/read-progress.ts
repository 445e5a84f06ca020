/** Reads the last progress bar of a log, as Python's tqdm draws it: `40%|████  | 4/10`. From 0 to 1. */
export function readProgress(log: string): number | undefined {
  const bars = log.matchAll(/(\d{1,3})%\s*\|.*?\|/g);
  const last = [...bars].at(-1)?.[1];
  return last === undefined ? undefined : Math.min(1, Number(last) / 100);
}
