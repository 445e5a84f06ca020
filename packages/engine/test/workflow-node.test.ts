import { describe, expect, it } from 'vitest';
import {
  createMemoryPredictionCache,
  EngineError,
  type RunEvent,
  type RunResult,
  type Workflow,
  type WorkflowNode,
} from '../src/index.ts';
import type { FakeModel } from '../src/testing/index.ts';
import { createHarness, folderOf, testModels } from './engine-harness.ts';

const echo = (from: string, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  type: 'predict',
  provider: 'fake',
  model: 'test/echo',
  input: { text: { $from: from } },
  ...more,
});

const runs = (input: Record<string, unknown>, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  type: 'workflow',
  workflow: './inner.json',
  input,
  ...more,
});

const twice: Workflow = {
  catena: 1,
  inputs: { text: { type: 'text' } },
  nodes: { once: echo('inputs.text'), again: echo('once.output') },
  outputs: { shouted: { $from: 'again.output' } },
};

function outer(
  node: WorkflowNode,
  outputs: Workflow['outputs'] = { all: { $from: 'sharp.shouted' } },
): Workflow {
  return { catena: 1, inputs: { list: { type: 'text[]' } }, nodes: { sharp: node }, outputs };
}

const mapped = outer(runs({ text: { $from: 'inputs.list' } }));

function statusesOf(result: RunResult, id: string): string[] | undefined {
  return result.snapshot.nodes[id]?.steps.map(({ status }) => status);
}

/** Echoes, but for what has an f in it. */
const picky: typeof testModels = {
  ...testModels,
  'test/echo': {
    ...(testModels['test/echo'] as NonNullable<(typeof testModels)[string]>),
    predict: ({ text }) => {
      if (!String(text).includes('f')) return `${String(text)}!`;
      throw new EngineError({ code: 'refused', message: `It does not take ${String(text)}.` });
    },
  },
};

describe('a node that runs a workflow', () => {
  const folder = folderOf({ 'inner.json': twice });

  it('shows its own steps with their results, and those of the nodes inside by the way to them', async () => {
    const { run } = createHarness();
    const result = await run(mapped, { list: ['a', 'b'] }, { folder });
    expect(result).toMatchObject({ status: 'succeeded', outputs: { all: ['a!!', 'b!!'] } });
    const { nodes } = result.snapshot;
    expect(Object.keys(nodes)).toEqual(['sharp/once', 'sharp/again', 'sharp']);
    expect(nodes['sharp']?.steps).toMatchObject([
      { id: 'sharp[0]', status: 'succeeded', output: { shouted: 'a!!' } },
      { id: 'sharp[1]', status: 'succeeded', output: { shouted: 'b!!' } },
    ]);
    expect(nodes['sharp/again']?.steps.map(({ id }) => id)).toEqual([
      'sharp/again[0]',
      'sharp/again[1]',
    ]);
  });

  it('goes on with one item while another is still in the first node', async () => {
    const slow = {
      ...testModels,
      'test/echo': {
        ...(testModels['test/echo'] as NonNullable<(typeof testModels)[string]>),
        delayMs: ({ text }: Record<string, unknown>) => (text === 'slow' ? 10_000 : 10),
      },
    };
    const { run, provider } = createHarness({ models: slow });
    await run(mapped, { list: ['slow', 'quick'] }, { folder });
    const callOf = (text: string) => provider.calls.find(({ input }) => input['text'] === text);
    expect(callOf('quick!')?.endedAt).toBeLessThan(callOf('slow')?.endedAt ?? 0);
  });

  it('is under way from its first step to its last, and fails with what failed inside', async () => {
    const { engine, clock } = createHarness({ models: picky });
    const run = await engine.run(mapped, { inputs: { list: ['a', 'f'] }, folder });
    const seen = new Set<string>();
    run.subscribe({
      onEvent: () => {
        for (const { status } of run.snapshot().nodes['sharp']?.steps ?? []) seen.add(status);
      },
    });
    const result = await clock.runUntil(run.result);
    expect(seen).toContain('running');
    expect(result.status).toBe('failed');
    expect(statusesOf(result, 'sharp')).toEqual(['succeeded', 'failed']);
    expect(result.snapshot.nodes['sharp']?.steps[1]?.error).toMatchObject({
      code: 'refused',
      message: 'sharp/once[1] failed: It does not take f.',
      nodeId: 'sharp',
    });
    expect(result.outputs).toEqual({ all: ['a!!'] });
  });

  it('leaves a hole for what failed inside where it accepts failures', async () => {
    const { run } = createHarness({ models: picky });
    const node = runs({ text: { $from: 'inputs.list' } }, { onItemError: 'skip' });
    const workflow: Workflow = {
      ...outer(node),
      nodes: { sharp: node, all: { type: 'join', input: { texts: { $from: 'sharp.shouted' } } } },
      outputs: { text: { $from: 'all.text' } },
    };
    const result = await run(workflow, { list: ['a', 'f', 'c'] }, { folder });
    expect(result).toMatchObject({ status: 'succeeded', outputs: { text: 'a!! c!!' } });
    expect(statusesOf(result, 'sharp')).toEqual(['succeeded', 'failed', 'succeeded']);
  });

  it('leaves a hole for a list that failed inside, so that the others are joined without it', async () => {
    const inner: Workflow = {
      ...twice,
      nodes: { split: { ...echo('inputs.text'), model: 'test/picky-split' } },
      outputs: { words: { $from: 'split.words' } },
    };
    const split = testModels['test/split'] as FakeModel;
    const picking: FakeModel = {
      ...split,
      predict(input) {
        if (!String(input['text']).includes('f')) return split.predict(input);
        throw new EngineError({ code: 'refused', message: 'It does not take that.' });
      },
    };
    const { run } = createHarness({ models: { 'test/picky-split': picking } });
    const nodes = {
      sharp: runs({ text: { $from: 'inputs.list' } }, { onItemError: 'skip' }),
      each: echo('sharp.words'),
      flat: { type: 'flatten', input: { items: { $from: 'each.output' } } },
    };
    const result = await run(
      { ...mapped, nodes, outputs: { flat: { $from: 'flat.items' } } },
      { list: ['a b', 'f', 'c'] },
      { folder: folderOf({ 'inner.json': inner }) },
    );
    expect(result).toMatchObject({ status: 'succeeded', outputs: { flat: ['a!', 'b!', 'c!'] } });
  });

  it('is not run at all for a hole, whatever stands in it', async () => {
    const inner: Workflow = {
      ...twice,
      nodes: { fixed: echo('inputs.words', {}), ...twice.nodes },
      inputs: { text: { type: 'text' }, words: { type: 'text[]', default: ['x', 'y'] } },
      outputs: { fixed: { $from: 'fixed.output' }, given: { $from: 'inputs.text' } },
    };
    const { run } = createHarness({ models: picky });
    const workflow = outer(runs({ text: { $from: 'before.output' } }), {
      fixed: { $from: 'sharp.fixed' },
      given: { $from: 'sharp.given' },
    });
    const nodes = { before: echo('inputs.list', { onItemError: 'skip' }), ...workflow.nodes };
    const result = await run(
      { ...workflow, nodes },
      { list: ['a', 'f'] },
      { folder: folderOf({ 'inner.json': inner }) },
    );
    expect(result.outputs).toEqual({ fixed: [['x!', 'y!']], given: ['a!'] });
    expect(statusesOf(result, 'sharp')).toEqual(['succeeded', 'skipped']);
  });

  it('collects only what was opened inside, and nests it in what is outside', async () => {
    const inner: Workflow = {
      catena: 1,
      inputs: { line: { type: 'text' } },
      nodes: {
        split: { ...echo('inputs.line'), model: 'test/split' },
        each: echo('split.words'),
        line: { type: 'join', input: { texts: { $from: 'each.output' } } },
      },
      outputs: {
        words: { $from: 'each.output' },
        sizes: { $from: 'split.sizes' },
        line: { $from: 'line.text' },
      },
    };
    const workflow: Workflow = {
      ...outer(runs({ line: { $from: 'inputs.list' } })),
      nodes: {
        sharp: runs({ line: { $from: 'inputs.list' } }),
        pair: { type: 'pair', input: { a: { $from: 'sharp.words' }, b: { $from: 'sharp.sizes' } } },
      },
      outputs: {
        line: { $from: 'sharp.line' },
        words: { $from: 'sharp.words' },
        pairs: { $from: 'pair.text' },
      },
    };
    const { run } = createHarness();
    const result = await run(
      workflow,
      { list: ['a bc', '', 'd'] },
      { folder: folderOf({ 'inner.json': inner }) },
    );
    expect(result.outputs).toEqual({
      line: ['a! bc!', '', 'd!'],
      words: [['a!', 'bc!'], [], ['d!']],
      pairs: [['a!1', 'bc!2'], [], ['d!1']],
    });
  });

  it('draws a random number once for each time the workflow is run', async () => {
    const inner: Workflow = {
      catena: 1,
      inputs: { seed: { type: 'integer' }, text: { type: 'text' } },
      nodes: {
        pair: { type: 'pair', input: { a: { $from: 'inputs.seed' }, b: { $from: 'inputs.seed' } } },
      },
      outputs: { text: { $from: 'pair.text' } },
    };
    let draws = 0;
    const { run } = createHarness({ random: { next: () => (draws += 1) / 10 } });
    const node = runs({
      text: { $from: 'inputs.list' },
      seed: { $random: { minimum: 0, maximum: 9 } },
    });
    const result = await run(
      outer(node, { all: { $from: 'sharp.text' } }),
      { list: ['a', 'b'] },
      { folder: folderOf({ 'inner.json': inner }) },
    );
    expect(result.outputs).toEqual({ all: ['11', '22'] });
  });

  it('takes what stands in its file for inputs that are not given, the files beside it among them', async () => {
    const inner: Workflow = {
      catena: 1,
      inputs: {
        text: { type: 'text', default: 'own' },
        photo: { type: 'file', default: { $file: 'photo.txt' } },
      },
      nodes: { once: echo('inputs.text'), passed: { ...echo('inputs.text'), bypass: true } },
      outputs: {
        shouted: { $from: 'once.output' },
        photo: { $from: 'inputs.photo' },
        passed: { $from: 'passed.output' },
      },
    };
    const workflow = outer(runs({}, { workflow: './parts/inner.json' }), {
      shouted: { $from: 'sharp.shouted' },
      photo: { $from: 'sharp.photo' },
      passed: { $from: 'sharp.passed' },
    });
    const { run } = createHarness();
    const beside = folderOf({ 'parts/inner.json': inner, 'parts/photo.txt': 'light' });
    const result = await run(workflow, { list: [] }, { folder: beside });
    expect(result.outputs).toMatchObject({
      shouted: 'own!',
      photo: { sizeBytes: 5 },
      passed: 'own',
    });
  });

  it('takes nothing where it is muted, and passes on where it is bypassed', async () => {
    const { run, provider } = createHarness();
    const input = { text: { $from: 'inputs.list' } };
    const muted = await run(outer(runs(input, { mute: true })), { list: ['a'] }, { folder });
    expect(muted).toMatchObject({ status: 'succeeded', outputs: { all: [] } });
    expect(statusesOf(muted, 'sharp')).toEqual(['skipped']);
    const bypassed = await run(outer(runs(input, { bypass: true })), { list: ['a'] }, { folder });
    expect(bypassed.outputs).toEqual({ all: ['a'] });
    expect(provider.calls).toHaveLength(0);
  });

  it('hands its retries and its deadline to the nodes inside that have none', async () => {
    const { engine } = createHarness();
    const node = runs({ text: 'a' }, { retry: { max: 2 }, deadline: '5m' });
    const inner: Workflow = {
      ...twice,
      nodes: { once: echo('inputs.text', { deadline: '1s' }), again: echo('once.output') },
    };
    const beside = folderOf({ 'inner.json': inner });
    const { graph } = await engine.plan(outer(node), { inputs: { list: [] }, folder: beside });
    const settings = graph.nodes.map(({ id, retry, deadlineMs }) => [id, retry?.max, deadlineMs]);
    expect(settings).toEqual([
      ['sharp/inputs', undefined, undefined],
      ['sharp/once', 2, 1000],
      ['sharp/again', 2, 300_000],
      ['sharp', undefined, undefined],
    ]);
  });

  it('checks what the workflow is given as the workflow would', async () => {
    const inner: Workflow = {
      ...twice,
      inputs: { text: { type: 'text', enum: ['a', 'b'] } },
    };
    const { run, provider } = createHarness();
    const result = await run(
      mapped,
      { list: ['a', 'c'] },
      { folder: folderOf({ 'inner.json': inner }) },
    );
    expect(result.status).toBe('failed');
    expect(statusesOf(result, 'sharp')).toEqual(['succeeded', 'failed']);
    expect(result.snapshot.nodes['sharp']?.steps[1]?.error?.code).toBe('invalid-value');
    expect(provider.calls).toHaveLength(2);
  });

  it('computes nothing twice: its steps are known as those of the workflow by itself', async () => {
    const { run, provider } = createHarness({ engine: { cache: createMemoryPredictionCache() } });
    await run(twice, { text: 'a' });
    expect(provider.calls).toHaveLength(2);
    const result = await run(mapped, { list: ['a', 'a'] }, { folder });
    expect(provider.calls).toHaveLength(2);
    expect(statusesOf(result, 'sharp')).toEqual(['cached', 'cached']);
  });

  it('is planned node by node, with what the cache knows', async () => {
    const { run, engine } = createHarness({ engine: { cache: createMemoryPredictionCache() } });
    await run(twice, { text: 'a' });
    const plan = await engine.plan(mapped, { inputs: { list: ['a', 'b'] }, folder });
    expect(plan).toMatchObject({
      steps: 4,
      exact: true,
      calls: [{ model: 'test/echo', calls: 2 }],
    });
    const cached = plan.nodes.map((node) => [node.id, node.fanOut, node.cached.length]);
    expect(cached).toEqual([
      ['sharp/once', '×2', 1],
      ['sharp/again', '×2', 1],
      ['sharp', '×2', 0],
    ]);
  });

  it('ends with the run when it is canceled', async () => {
    const slow = {
      ...testModels,
      'test/echo': {
        ...(testModels['test/echo'] as NonNullable<(typeof testModels)[string]>),
        delayMs: () => 1000,
      },
    };
    const { engine, clock } = createHarness({ models: slow });
    const run = await engine.run(mapped, { inputs: { list: ['a', 'b'] }, folder });
    const events: RunEvent[] = [];
    run.subscribe({
      onEvent: (event) => {
        events.push(event);
        if (event.type === 'step.prediction') run.cancel();
      },
    });
    const result = await clock.runUntil(run.result);
    expect(result.status).toBe('canceled');
    expect(statusesOf(result, 'sharp')).toEqual(['canceled', 'canceled']);
    expect(events.some((event) => 'step' in event && event.step === 'sharp[0]')).toBe(false);
  });

  it('goes through dry', async () => {
    const { run, provider } = createHarness();
    const result = await run(mapped, { list: ['a', 'b'] }, { folder, dry: true });
    expect(result).toMatchObject({ status: 'succeeded', outputs: { all: ['sample', 'sample'] } });
    expect(provider.calls).toHaveLength(0);
  });
});
