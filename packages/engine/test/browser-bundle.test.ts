import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleForBrowser, nodeGlobalsIn, runInBrowser } from './bundle-for-browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the engine, bundled for browsers', () => {
  let script = '';
  beforeAll(async () => {
    script = await bundleForBrowser("export * from '/src/index.ts';", root);
  }, 120_000);

  it('uses nothing that only Node has', () => {
    expect(nodeGlobalsIn(script)).toEqual([]);
    expect(script).not.toMatch(/from\s*["']node:|require\(["']/);
  });

  it('reads, checks, writes and hashes a workflow', async () => {
    const use = `(async () => {
      const { parseWorkflow, semanticHash, validateWorkflow, NodeCatalog } = bundle;
      const { workflow } = parseWorkflow('{ "catena": 1, "nodes": { "a": { "type": "no.such" } } }');
      const options = { catalog: new NodeCatalog([]), models: new Map() };
      const { issues } = validateWorkflow(workflow, options);
      return JSON.stringify({ hash: semanticHash(workflow), codes: issues.map(({ code }) => code) });
    })()`;
    expect(JSON.parse(await runInBrowser(script, use))).toEqual({
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      codes: ['unknown-node-type'],
    });
  });
});

describe('the check itself', () => {
  it.each(["import { readFile } from 'node:fs';", "import { readFile } from 'fs';"])(
    'refuses a module that says %s',
    async (code) => {
      await expect(bundleForBrowser(`${code} export { readFile };`, root)).rejects.toThrow(
        /imports (node:)?fs, which browsers lack/,
      );
    },
  );

  it('refuses the part of the engine that needs Node', async () => {
    const code = "export * from '/src/node/index.ts';";
    await expect(bundleForBrowser(code, root)).rejects.toThrow('which browsers lack');
  });

  it.each([
    ['export const folder = () => process.cwd();', ['process']],
    ['export const bytes = (text) => Buffer.from(text);', ['Buffer']],
    ['export const run = (process) => process.exit;', []],
    ['const process = () => 1; export const values = { process, Buffer: process() };', []],
    ["export const isNode = typeof process === 'object';", []],
  ])('finds in %j the globals %j', async (code, globals) => {
    expect(nodeGlobalsIn(await bundleForBrowser(code, root))).toEqual(globals);
  });

  it('runs scripts where there is nothing of Node', async () => {
    const use = `Promise.resolve([typeof process, typeof Buffer, typeof require].join())`;
    expect(await runInBrowser('var bundle = {};', use)).toBe('undefined,undefined,undefined');
  });
});
