import type { CacheEntry, KeyParts, PredictionCache } from './prediction-cache.ts';

/** Keeps results of steps as long as the process lives. */
export function createMemoryPredictionCache(): PredictionCache {
  const entries = new Map<string, CacheEntry>();
  const scopes = new Map<string, KeyParts>();
  return {
    get: (key) => entries.get(key),
    put(entry, scope, parts) {
      entries.set(entry.key, entry);
      scopes.set(scope, parts);
    },
    lastParts: (scope) => scopes.get(scope),
    delete(key) {
      entries.delete(key);
    },
  };
}
