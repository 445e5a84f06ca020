import { describe, expect, it } from 'vitest';
import {
  compareLock,
  composeWorkflowSources,
  parseLock,
  semanticHash,
  writeLock,
  type Issue,
  type RunCreated,
  type Workflow,
  type WorkflowNode,
} from '../src/index.ts';
import { FakeProvider, SimulatedClock } from '../src/testing/index.ts';
import { createHarness, folderOf } from './engine-harness.ts';

const runs = (workflow: string, input: Record<string, unknown> = {}): WorkflowNode => ({
  type: 'workflow',
  workflow,
  input,
});

const echo: WorkflowNode = {
  type: 'predict',
  provider: 'fake',
  model: 'test/echo',
  input: { text: { $from: 'inputs.text' } },
};

const inner: Workflow = {
  catena: 1,
  inputs: { text: { type: 'text' } },
  nodes: { once: echo },
  outputs: { shouted: { $from: 'once.output' } },
};

function outer(node: WorkflowNode): Workflow {
  return { catena: 1, nodes: { sharp: node }, outputs: { all: { $from: 'sharp.shouted' } } };
}

const chain = (reference: string): Workflow => ({
  catena: 1,
  nodes: { next: runs(reference) },
});

async function findIssues(
  workflow: Workflow,
  files: Readonly<Record<string, unknown>> = {},
): Promise<Issue[]> {
  return createHarness().engine.validate(workflow, { folder: folderOf(files) });
}

const codesOf = (issues: readonly Issue[]) => issues.map(({ code, nodeId }) => [code, nodeId]);

describe('a reference to a workflow', () => {
  it.each([
    ['nothing', {}, 'missing-workflow'],
    ['a file that is not there', { workflow: './gone.json' }, 'unknown-workflow'],
    ['a file outside of the folder', { workflow: '../inner.json' }, 'path-outside-folder'],
    ['an id that nobody knows', { workflow: 'w42' }, 'unknown-workflow'],
    ['a file that is no workflow', { workflow: './notes.json' }, 'invalid-document'],
  ])('is refused where it names %s', async (_what, node, code) => {
    const issues = await findIssues(
      { catena: 1, nodes: { sharp: { type: 'workflow', ...node } } },
      { 'notes.json': { notes: [] } },
    );
    expect(codesOf(issues)).toEqual([[code, 'sharp']]);
  });

  it('is refused where workflows run each other in a circle, which it names', async () => {
    const issues = await findIssues(outer(runs('./a.json')), {
      'a.json': chain('./b/b.json'),
      'b/b.json': chain('./c.json'),
      'b/c.json': { ...chain('./c.json'), nodes: { next: runs('./b.json') } },
    });
    expect(codesOf(issues)).toEqual([['workflow-recursion', 'sharp']]);
    expect(issues[0]?.message).toContain('./b/b.json → ./b/c.json → ./b/b.json');
  });

  it('is refused where workflows lie too deep in each other, or have too many nodes', async () => {
    const deep = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`w${index}.json`, chain(`./w${index + 1}.json`)]),
    );
    const tooDeep = await findIssues(outer(runs('./w0.json')), { ...deep, 'w20.json': inner });
    expect(codesOf(tooDeep)).toEqual([['too-deep', 'sharp']]);
    const wide = Object.fromEntries(
      Array.from({ length: 14 }, (_, index) => [
        `w${index}.json`,
        { catena: 1, nodes: { a: runs(`./w${index + 1}.json`), b: runs(`./w${index + 1}.json`) } },
      ]),
    );
    const tooWide = await findIssues(outer(runs('./w0.json')), { ...wide, 'w14.json': inner });
    expect(codesOf(tooWide)).toEqual([['too-large', 'sharp']]);
  });

  it('tells what is wrong inside with the way to it', async () => {
    const broken: Workflow = { ...inner, nodes: { once: { ...echo, model: 'test/gone' } } };
    const issues = await findIssues(outer(runs('./middle.json', { text: 'a' })), {
      'middle.json': {
        ...inner,
        nodes: { deep: runs('./inner.json', { text: 'a' }) },
        outputs: {},
      },
      'inner.json': broken,
    });
    expect(issues[0]).toMatchObject({
      code: 'unknown-model',
      nodeId: 'sharp',
      nodePath: 'sharp/deep/once',
      path: ['nodes', 'sharp', 'workflow'],
    });
  });

  it('gives its node typed ports, and says what is missing or does not fit', async () => {
    const files = {
      'inner.json': {
        ...inner,
        inputs: { text: { type: 'text' }, size: { type: 'integer', default: 1 } },
      },
    };
    const wrong = runs('./inner.json', { size: 'many', txt: 'a' });
    const issues = await findIssues(outer(wrong), files);
    expect(issues.map(({ code, port }) => [code, port])).toEqual([
      ['invalid-value', 'size'],
      ['unknown-port', 'txt'],
    ]);
    expect(codesOf(await findIssues(outer(runs('./inner.json')), files))).toEqual([
      ['missing-input', 'sharp'],
    ]);
  });

  it('names a workflow of a source by its id, or in a version of it', async () => {
    const load = (id: string) => ({
      load: async (reference: string) => (reference === id ? inner : undefined),
    });
    const workflows = composeWorkflowSources(load('saved'), load('acme/shout'));
    const { run, engine } = createHarness({ engine: { workflows } });
    const hash = semanticHash(inner);
    for (const reference of ['saved', 'acme/shout', `acme/shout:${hash}`]) {
      const result = await run(outer(runs(reference, { text: 'a' })));
      expect(result.outputs).toEqual({ all: 'a!' });
    }
    const other = outer(runs(`acme/shout:${'0'.repeat(64)}`, { text: 'a' }));
    expect(codesOf(await engine.validate(other))).toEqual([['unknown-workflow', 'sharp']]);
  });

  it('keeps a workflow without a folder from what lies beside others', async () => {
    const nosy: Workflow = {
      ...inner,
      inputs: { text: { type: 'file', default: { $file: 'secret.txt' } } },
    };
    const workflows = { load: async () => nosy };
    const { engine } = createHarness({ engine: { workflows } });
    const folder = folderOf({ 'secret.txt': 'secret' });
    const issues = await engine.validate(outer(runs('nosy')), { folder });
    expect(codesOf(issues)).toEqual([['missing-file', 'sharp']]);
  });
});

describe('the lock of a workflow that runs others', () => {
  const workflow = outer(runs('./middle.json', { text: 'a' }));
  const middle: Workflow = {
    ...inner,
    nodes: { deep: runs('./inner.json', { text: { $from: 'inputs.text' } }) },
    outputs: { shouted: { $from: 'deep.shouted' } },
  };
  const files = { 'middle.json': middle, 'inner.json': { ...inner, layout: { once: [0, 0] } } };

  it('holds them all, with their models, and is enough to plan with', async () => {
    const { engine } = createHarness();
    const lock = await engine.lock(workflow, { folder: folderOf(files) });
    expect(Object.keys(lock.workflows ?? {})).toEqual(['./middle.json', './inner.json']);
    expect(lock.workflows?.['./inner.json']).toEqual({
      hash: semanticHash(inner),
      workflow: inner,
    });
    expect(parseLock(writeLock(lock)).lock).toEqual(lock);
    const empty = new FakeProvider({ clock: new SimulatedClock(), models: {} });
    const offline = createHarness({ engine: { providers: [empty] } });
    const without = { folder: folderOf({}) };
    expect(await offline.engine.validate(workflow, { lock, ...without })).toEqual([]);
    expect(codesOf(await offline.engine.validate(workflow, without))).toEqual([
      ['unknown-workflow', 'sharp'],
    ]);
    const plan = await engine.plan(workflow, { lock });
    expect(plan.nodes.map(({ id }) => id)).toContain('sharp/deep/once');
  });

  it('notices that one of them is another one now, and runs it as it was', async () => {
    const { engine, clock } = createHarness();
    const lock = await engine.lock(workflow, { folder: folderOf(files) });
    const changed = { ...inner, outputs: { shouted: { $from: 'inputs.text' } } };
    const folder = folderOf({ ...files, 'middle.json': changed });
    const issues = await engine.validate(workflow, { lock, folder });
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
      ['workflow-changed', 'warning'],
    ]);
    const run = await engine.run(workflow, { lock, folder });
    expect((await clock.runUntil(run.result)).outputs).toEqual({ all: 'a!' });
    const now = await engine.lock(workflow, { folder });
    expect(compareLock(lock, now).map(({ reference, kind }) => [reference, kind])).toEqual([
      ['./inner.json', 'removed'],
      ['./middle.json', 'new-version'],
    ]);
  });

  it('is not believed where the workflow in it is not the one that it names', async () => {
    const { engine } = createHarness();
    const lock = await engine.lock(workflow, { folder: folderOf(files) });
    const forged = { hash: semanticHash(inner), workflow: { ...inner, outputs: {} } };
    const issues = await engine.validate(workflow, {
      lock: { ...lock, workflows: { ...lock.workflows, './inner.json': forged } },
    });
    expect(issues[0]).toMatchObject({ code: 'unknown-workflow', nodePath: 'sharp/deep' });
  });

  it('is frozen in the run', async () => {
    const { engine, clock } = createHarness();
    const run = await engine.run(workflow, { folder: folderOf(files) });
    let created: RunCreated | undefined;
    for await (const event of run.events()) {
      if (event.type === 'run.created') created = event;
      break;
    }
    expect(created?.workflows?.['./inner.json']?.hash).toBe(semanticHash(inner));
    await clock.runUntil(run.result);
  });
});
