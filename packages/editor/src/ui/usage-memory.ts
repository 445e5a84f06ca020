/** What a person used, how often and when last; kept in this browser. */
export interface UsageMemory {
  /** Remembers that something was used now. */
  record(id: string): void;
  /** From 0 (never) towards 1 (often and lately). */
  weight(id: string): number;
}

interface Usage {
  count: number;
  /** Milliseconds since the epoch. */
  lastAt: number;
}

/** After this time an old use weighs half, in milliseconds. */
const halfLifeMs = 7 * 24 * 60 * 60 * 1000;
/** The least used are forgotten beyond this many. */
const limit = 200;

function read(storage: Storage | undefined, key: string): Map<string, Usage> {
  try {
    const found: unknown = JSON.parse(storage?.getItem(key) ?? '{}');
    if (typeof found !== 'object' || found === null) return new Map();
    const entries = Object.entries(found as Record<string, Partial<Usage> | null>);
    return new Map(
      entries.flatMap(([id, usage]) =>
        typeof usage?.count === 'number' && typeof usage.lastAt === 'number'
          ? [[id, { count: usage.count, lastAt: usage.lastAt }] as const]
          : [],
      ),
    );
  } catch {
    return new Map();
  }
}

function decayed({ count, lastAt }: Usage, now: number): number {
  return count * 0.5 ** (Math.max(0, now - lastAt) / halfLifeMs);
}

/** Makes a memory of what is used, under a name of its own. */
export function createUsageMemory(
  storage: Storage | undefined,
  name: string,
  now: () => number = Date.now,
): UsageMemory {
  const key = `catena.used.${name}`;
  const usages = read(storage, key);
  return {
    record(id) {
      const at = now();
      const before = usages.get(id);
      usages.set(id, { count: (before ? decayed(before, at) : 0) + 1, lastAt: at });
      const kept = [...usages]
        .toSorted(([, left], [, right]) => decayed(right, at) - decayed(left, at))
        .slice(0, limit);
      try {
        storage?.setItem(key, JSON.stringify(Object.fromEntries(kept)));
      } catch {
        // A full or forbidden storage only means that nothing is remembered.
      }
    },
    weight(id) {
      const usage = usages.get(id);
      if (!usage) return 0;
      const uses = decayed(usage, now());
      return uses / (uses + 1);
    },
  };
}
