import { describe, expect, it } from 'vitest';
import { createUsageMemory } from './usage-memory.ts';

function createStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage;
}

const day = 24 * 60 * 60 * 1000;

describe('the memory of what is used', () => {
  it('weighs what is used often and lately more', () => {
    let now = 0;
    const memory = createUsageMemory(createStorage(), 'test', () => now);
    memory.record('old');
    memory.record('old');
    now = 60 * day;
    memory.record('new');
    expect(memory.weight('new')).toBeGreaterThan(memory.weight('old'));
    expect(memory.weight('never')).toBe(0);
    memory.record('new');
    expect(memory.weight('new')).toBeGreaterThan(0.6);
  });

  it('is kept, and forgets what it cannot read', () => {
    const storage = createStorage();
    createUsageMemory(storage, 'test', () => 0).record('a');
    expect(createUsageMemory(storage, 'test', () => 0).weight('a')).toBe(0.5);
    storage.setItem('catena.used.test', '{"a":null,"b":3');
    expect(createUsageMemory(storage, 'test', () => 0).weight('a')).toBe(0);
  });
});
