import { test as base, expect } from '@playwright/test';
import { startCatenaServer, type CatenaServer } from './catena-server.ts';
import { createEditorPage, type EditorPage } from './editor-page.ts';

/** Tests with a real server that all tests of a worker share, and the editor on a page of it. */
export const test = base.extend<{ editor: EditorPage }, { server: CatenaServer }>({
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
  editor: async ({ page, server }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
    await use(createEditorPage(page, server));
    expect(faults, 'errors that nobody has caught').toEqual([]);
  },
});

export { expect } from '@playwright/test';
