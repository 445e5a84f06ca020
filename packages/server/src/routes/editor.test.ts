import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { editorRoutes } from './editor.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'catena-editor-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

async function build(): Promise<void> {
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>The editor</title>');
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'start()');
}

it('says how to build the editor, as long as it is not built', async () => {
  const app = editorRoutes(folder);
  expect(await (await app.request('/')).text()).toContain('the editor is not built');
  expect((await app.request('/runs')).status).toBe(404);
  await build();
  expect(await (await app.request('/')).text()).toContain('The editor');
  expect(await (await editorRoutes(undefined).request('/')).text()).toContain('not built');
});

it('serves its page for every path that is its own', async () => {
  await build();
  const app = editorRoutes(folder);
  for (const path of ['/', '/runs', '/workflows/1m84tw5mb4gj3xks', '/settings/']) {
    const response = await app.request(path);
    expect([path, await response.text()]).toEqual([path, '<title>The editor</title>']);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  }
});

it('lets files of which the name tells the content be kept for ever', async () => {
  await build();
  const app = editorRoutes(folder);
  const response = await app.request('/assets/app-1a2b.js');
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(response.headers.get('content-type')).toMatch(/javascript/);
  expect((await app.request('/assets/gone.js')).status).toBe(404);
});

it('lets the page load nothing from elsewhere and be framed by nobody', async () => {
  await build();
  const { headers } = await editorRoutes(folder).request('/');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});
