import { describe, expect, it } from 'vitest';
import { describeArtifactInventory } from '../testing/describe-artifact-inventory.ts';
import { describeArtifactStore } from '../testing/describe-artifact-store.ts';
import { createMemoryArtifactStore } from './memory-artifact-store.ts';

const runner = { describe, it, expect };

describeArtifactStore('memory', createMemoryArtifactStore, runner);

describeArtifactInventory(
  'memory',
  async () => {
    // What is put before `age` was put an hour ago.
    let aheadMs = 0;
    const store = createMemoryArtifactStore({ now: () => Date.now() + aheadMs });
    return {
      store: {
        ...store,
        deleteUntouched: (id, moment) => store.deleteUntouched(id, moment + aheadMs),
      },
      async age() {
        aheadMs += 3_600_000;
      },
    };
  },
  runner,
);
