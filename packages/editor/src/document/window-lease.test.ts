import { expect, it } from 'vitest';
import { createWindowLease } from './window-lease.ts';

function createSession(key?: string) {
  const kept = new Map(key === undefined ? [] : [['catena.window', key]]);
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

/** Locks of one browser: a name is held until the work that came with it is done. */
function createLocks(): LockManager {
  const held = new Set<string>();
  const locks = {
    async request(name: string, options: unknown, work?: (lock: unknown) => unknown) {
      const run = (work ?? options) as (lock: unknown) => unknown;
      if (held.has(name)) return run(null);
      held.add(name);
      try {
        return await run({ name });
      } finally {
        held.delete(name);
      }
    },
    query: () => Promise.resolve({ held: [...held].map((name) => ({ name })) }),
  };
  return locks as unknown as LockManager;
}

it('keeps the key of a window over a reload', async () => {
  const session = createSession();
  const key = await createWindowLease({ session, locks: createLocks() }).claim();
  expect(await createWindowLease({ session, locks: createLocks() }).claim()).toBe(key);
});

it('gives a duplicated browser tab a key of its own', async () => {
  const locks = createLocks();
  const first = await createWindowLease({ session: createSession('same'), locks }).claim();
  const second = await createWindowLease({ session: createSession('same'), locks }).claim();
  expect(first).toBe('same');
  expect(second).not.toBe('same');
});

it('knows which windows are open', async () => {
  const locks = createLocks();
  const lease = createWindowLease({ session: createSession('here'), locks });
  await lease.claim();
  expect(await lease.findAlive(['here', 'gone'])).toEqual(new Set(['here']));
});

it('takes every window for open where it cannot know', async () => {
  const lease = createWindowLease({ session: createSession(), locks: undefined });
  await lease.claim();
  expect(await lease.findAlive(['a', 'b'])).toEqual(new Set(['a', 'b']));
});
