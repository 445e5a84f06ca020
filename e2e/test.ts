import { test as base } from '@playwright/test';
import { startCatenaServer, type CatenaServer } from './catena-server.ts';

/** Tests with a real server that all tests of a worker share. */
export const test = base.extend<object, { server: CatenaServer }>({
  server: [
    // Playwright reads from the first parameter which other fixtures are needed: none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await startCatenaServer();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});

export { expect } from '@playwright/test';
