// Pictures of every screen for the README, light and dark: needs the built editor and a Chromium.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startCatenaServer } from '../e2e/catena-server.ts';
import { openBrowser } from '../e2e/open-browser.ts';

const folder = fileURLToPath(new URL('../docs/images', import.meta.url));
const viewport = { width: 1440, height: 900 };
const settleMs = 2_500;

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['newPage']>>;

interface Screen {
  name: string;
  /** Below the workflow, or from the root where it begins with a slash. */
  path?: string;
  width?: number;
  /** What a person does there. */
  act?: (page: Page) => Promise<void>;
}

const press = (name: string) => (page: Page) =>
  page.getByRole('button', { name, exact: true }).first().click();

/** Runs a command by the words that it is found with. */
const command = (words: string) => async (page: Page) => {
  await page.keyboard.press('Control+k');
  await page.waitForTimeout(settleMs);
  await page.keyboard.type(words);
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
};

const screens: readonly Screen[] = [
  { name: 'canvas' },
  { name: 'node-search', act: (page) => page.keyboard.press('n') },
  { name: 'models', act: (page) => page.keyboard.press('Shift+M') },
  { name: 'inspector', act: (page) => page.locator('.react-flow__node-card-node').nth(1).click() },
  {
    name: 'timeline',
    act: async (page) => {
      await page.keyboard.press('j');
      await page.getByRole('tab', { name: 'Timeline' }).click();
    },
  },
  { name: 'outline', act: press('Outline') },
  { name: 'command-bar', act: (page) => page.keyboard.press('Control+k') },
  { name: 'settings', act: press('Settings') },
  { name: 'keys', act: press('Keys') },
  { name: 'publish', act: command('publish') },
  { name: 'code', act: command('use from code') },
  { name: 'form', path: '?view=app' },
  { name: 'workflows', path: '/workflows' },
  { name: 'runs', path: '/runs' },
  { name: 'tablet', width: 1024 },
];

// All of them where none is named.
const wanted = process.argv.slice(2);
const shown = screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

mkdirSync(folder, { recursive: true });
const server = await startCatenaServer();
const browser = await openBrowser();
try {
  const { workflow } = await server.client.templates.get('showcase');
  const { id } = await server.client.workflows.create({
    workflow: workflow as never,
    templateId: 'showcase',
  });
  await server.client.runs.start({ workflowId: id, workflow }, { wait: 120 });
  for (const colorScheme of ['dark', 'light'] as const) {
    for (const { name, path = '', width = viewport.width, act } of shown) {
      const page = await browser.newPage({
        viewport: { ...viewport, width },
        colorScheme,
        reducedMotion: 'reduce',
      });
      const isPage = path.startsWith('/');
      await page.goto(isPage ? server.url + path : `${server.url}/w/${id}${path}`);
      await page.waitForTimeout(settleMs);
      await act?.(page);
      await page.waitForTimeout(settleMs);
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
