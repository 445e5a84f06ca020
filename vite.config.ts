import { defineConfig } from 'vitest/config';

const { CI, CATENA_PROPERTY_SEED } = process.env;
const isSeeded = CI !== undefined || CATENA_PROPERTY_SEED !== undefined;
const conditions = ['@catena/source', 'node', 'import', 'default'];

export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: ['@catena/source'] } },
  test: {
    setupFiles: isSeeded ? [`${import.meta.dirname}/scripts/property-seed.ts`] : [],
    projects: [
      { extends: true, test: { name: 'engine', root: 'packages/engine' } },
      { extends: true, test: { name: 'nodes', root: 'packages/nodes' } },
      {
        extends: true,
        test: { name: 'providers', root: 'packages/providers', testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'local-models',
          root: 'packages/local-models',
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          root: 'packages/server',
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        resolve: { conditions: ['@catena/source', 'module', 'browser', 'development|production'] },
        test: {
          name: 'editor',
          root: 'packages/editor',
          // It imports files of dayjs without their ending, which Node does not resolve by itself.
          server: { deps: { inline: ['@rjsf/mantine'] } },
        },
      },
      {
        extends: true,
        test: { name: 'examples', root: 'examples', testTimeout: 300_000, hookTimeout: 300_000 },
      },
    ],
  },
});
