/** The engine's only source of chance: `next` gives a number in [0, 1). */
export interface Random {
  next(): number;
}

/** The randomness of the machine. */
export const systemRandom: Random = { next: () => Math.random() };
