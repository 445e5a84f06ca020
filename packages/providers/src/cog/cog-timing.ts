/** How long this provider waits for what, in milliseconds. */
export interface CogTiming {
  /** A request that is not refused within this time counts as taken. */
  acceptMs: number;
  /** Between two looks at a container that boots. */
  pollMs: number;
  /** Between two looks for a prediction that is to call back. */
  findMs: number;
  /** How long the last call of a prediction that has ended may be on its way. */
  endingMs: number;
}

export const defaultTiming: CogTiming = {
  acceptMs: 250,
  pollMs: 1000,
  findMs: 15_000,
  endingMs: 5000,
};
