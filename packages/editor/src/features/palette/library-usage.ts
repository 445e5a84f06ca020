import { createUsageMemory } from '../../ui/usage-memory.ts';

/** What was added lately and often, in this browser. */
export const libraryUsage = createUsageMemory(
  typeof localStorage === 'undefined' ? undefined : localStorage,
  'library',
);
