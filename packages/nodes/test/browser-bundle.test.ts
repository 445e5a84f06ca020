import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  bundleForBrowser,
  nodeGlobalsIn,
  runInBrowser,
} from '../../engine/test/bundle-for-browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Splits a text, takes some words, greets all but one of them, and joins them again. */
const workflow = {
  catena: 1,
  inputs: { text: { type: 'text', default: 'pear fig banana kiwi' } },
  nodes: {
    words: { type: 'text.split', input: { text: { $from: 'inputs.text' }, separator: ' ' } },
    first: { type: 'list.take', input: { items: { $from: 'words.parts' }, count: 3 } },
    branch: {
      type: 'flow.choose',
      input: { value: { $from: 'first.items', each: true }, operator: 'equals', to: 'fig' },
    },
    greet: {
      type: 'text.template',
      input: { template: 'Hello, {{fruit}}!', fruit: { $from: 'branch.otherwise' } },
    },
    merge: {
      type: 'flow.merge',
      input: { first: { $from: 'greet.text' }, second: { $from: 'branch.then' } },
    },
    all: { type: 'text.join', input: { texts: { $from: 'merge.value' }, separator: ' ' } },
    count: { type: 'list.count', input: { items: { $from: 'words.parts' } } },
  },
  outputs: { all: { $from: 'all.text' }, count: { $from: 'count.count' } },
};

describe('the engine and the nodes, bundled for browsers', () => {
  let script = '';
  beforeAll(async () => {
    const code = "export * from '@catena/engine'; export * from '/src/index.ts';";
    script = await bundleForBrowser(code, root);
  }, 120_000);

  it('use nothing that only Node has', () => {
    expect(nodeGlobalsIn(script)).toEqual([]);
  });

  it('run a workflow to its end', async () => {
    const use = `(async () => {
      const artifacts = bundle.createMemoryArtifactStore();
      const library = bundle.createNodeLibrary();
      const engine = bundle.createEngine({ library, providers: [], artifacts, media: {} });
      const { workflow, issues } = bundle.parseWorkflow(${JSON.stringify(JSON.stringify(workflow))});
      const run = await engine.run(workflow);
      const types = [];
      for await (const event of run.events()) types.push(event.type);
      const { status, outputs } = await run.result;
      await engine.close();
      return JSON.stringify({ issues, status, outputs, last: types.at(-1) });
    })()`;
    expect(JSON.parse(await runInBrowser(script, use))).toEqual({
      issues: [],
      status: 'succeeded',
      outputs: { all: 'Hello, pear! fig Hello, banana!', count: 4 },
      last: 'run.succeeded',
    });
  });
});
