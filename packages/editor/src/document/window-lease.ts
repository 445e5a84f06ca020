import { newKey } from './new-key.ts';

/** Tells the windows of one browser apart, and which of them are still there. */
export interface WindowLease {
  /** The key of this window; the same after a reload, never that of another window that is open. */
  claim(): Promise<string>;
  /** Of some keys those whose window is open. */
  findAlive(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Does something while no other window does the same. */
  alone(work: () => Promise<void>): Promise<void>;
}

const sessionKey = 'catena.window';
const lockPrefix = 'catena.window.';

/** Takes a lock and holds it as long as the window lives; false where another window holds it. */
function hold(locks: LockManager, name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<void>(() => undefined) : undefined;
      })
      .catch(reject);
  });
}

interface LeaseOptions {
  session: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  /** Missing where the page came over plain HTTP from another machine. */
  locks: LockManager | undefined;
}

/**
 * Keys of windows lie in the session storage, which outlives a reload. A duplicated browser tab gets a
 * copy of it, so a lock tells who was there first. Without locks no window is taken for dead.
 */
export function createWindowLease({ session, locks }: LeaseOptions): WindowLease {
  function keepNew(): string {
    const key = newKey();
    session?.setItem(sessionKey, key);
    return key;
  }
  return {
    async claim() {
      let key = session?.getItem(sessionKey) ?? keepNew();
      while (locks && !(await hold(locks, lockPrefix + key))) key = keepNew();
      return key;
    },
    async findAlive(keys) {
      if (!locks) return new Set(keys);
      const { held = [] } = await locks.query();
      const names = new Set(held.map(({ name }) => name));
      return new Set(keys.filter((key) => names.has(lockPrefix + key)));
    },
    async alone(work) {
      if (locks) await locks.request('catena.adopt', work);
      else await work();
    },
  };
}
