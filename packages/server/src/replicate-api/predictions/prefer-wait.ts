/** How long the caller of a create wants to be kept waiting. */
export interface PreferWait {
  seconds: number;
  /** What the header of the answer says. */
  applied: string;
}

const longestSeconds = 60;

/** Reads `Prefer: wait` and `Prefer: wait=n`; more than a minute counts as a minute, and what is no wish for a wait as none. */
export function readPreferWait(header: string | undefined): PreferWait | undefined {
  const [match, digits] =
    /(?:^|[\s,;])wait(?:\s*=\s*"?(\d{1,9})"?)?(?=$|[\s,;])/i.exec(header ?? '') ?? [];
  if (match === undefined) return undefined;
  if (digits === undefined) return { seconds: longestSeconds, applied: 'wait' };
  const seconds = Math.min(Number(digits), longestSeconds);
  return seconds === 0 ? undefined : { seconds, applied: `wait=${seconds}` };
}
