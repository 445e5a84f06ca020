// Pictures of every screen for the README, light and dark: needs the built editor and a Chromium.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startCatenaServer } from '../e2e/catena-server.ts';
import { openBrowser } from '../e2e/open-browser.ts';

const folder = fileURLToPath(new URL('../docs/images', import.meta.url));
const viewport = { width: 1440, height: 900 };
const settleMs = 2_500;

/** Screens by name, with the path that opens each, or what is pressed there. */
const screens: readonly { name: string; path: string; keys?: readonly string[] }[] = [
  { name: 'canvas', path: '' },
  { name: 'node-search', path: '', keys: ['n'] },
  { name: 'form', path: '?view=app' },
  { name: 'workflows', path: '/workflows' },
  { name: 'runs', path: '/runs' },
];

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
    for (const { name, path, keys = [] } of screens) {
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
      const isPage = path.startsWith('/');
      await page.goto(isPage ? server.url + path : `${server.url}/w/${id}${path}`);
      await page.waitForTimeout(settleMs);
      for (const key of keys) await page.keyboard.press(key);
      await page.waitForTimeout(settleMs);
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
