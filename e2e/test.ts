import { test as base } from '@playwright/test';
import { startCatenaServer, type CatenaServer } from './catena-server.ts';

/** Tests with a real server that all tests of a worker share. */
export const test = base.extend<object, { server: CatenaServer }>({
  server: [
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
