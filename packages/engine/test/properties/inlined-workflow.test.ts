import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineError, type RunResult, type Workflow, type WorkflowNode } from '../../src/index.ts';
import type { FakeModel } from '../../src/testing/index.ts';
import { createHarness, folderOf, testModels } from '../engine-harness.ts';
import { arbitraryChoices, buildInner, type NodeChoice } from './arbitrary-inner.ts';
import { propertyRuns } from './property-runs.ts';

/** A model that does not take everything. */
function picky(name: string): FakeModel {
  const model = testModels[name] as FakeModel;
  return {
    ...model,
    predict(input) {
      const text = String(input['text']);
      if (!text.includes('f')) return model.predict(input);
      throw new EngineError({ code: 'refused', message: `It does not take ${text}.` });
    },
  };
}

const models = {
  ...testModels,
  'test/echo': picky('test/echo'),
  'test/picky-split': picky('test/split'),
};

/** How the inputs of the workflow node are fed. */
const feeds = ['single', 'list', 'same', 'product', 'holes', 'nested'] as const;

interface Case {
  choices: NodeChoice[];
  feed: (typeof feeds)[number];
  list: string[];
  other: string[];
  accepts: boolean;
  xs: string[] | undefined;
  /** Whether a workflow stands between the two. */
  between: boolean;
}

const texts = fc.array(fc.constantFrom('a', 'b c', 'f', 'long', 'x f y', ''), { maxLength: 3 });

const arbitraryCase: fc.Arbitrary<Case> = fc.record({
  choices: arbitraryChoices,
  feed: fc.constantFrom(...feeds),
  list: texts,
  other: texts,
  accepts: fc.boolean(),
  xs: fc.option(texts, { nil: undefined }),
  between: fc.boolean(),
});

/** A workflow that runs the inner one for each word of its text. */
function buildBetween(inner: Workflow, accepts: boolean): Workflow {
  const outputs = Object.keys(inner.outputs ?? {}).map((name) => [name, { $from: `w.${name}` }]);
  return {
    catena: 1,
    inputs: inner.inputs ?? {},
    nodes: {
      split: {
        type: 'predict',
        provider: 'fake',
        model: 'test/split',
        input: { text: { $from: 'inputs.a' } },
      },
      w: {
        type: 'workflow',
        workflow: './inner.json',
        input: {
          a: { $from: 'split.words' },
          b: { $from: 'inputs.b' },
          xs: { $from: 'inputs.xs' },
        },
        ...(accepts && { onItemError: 'skip' }),
      },
    },
    outputs: Object.fromEntries(outputs) as Workflow['outputs'],
  };
}

const echo = (from: string): WorkflowNode => ({
  type: 'predict',
  provider: 'fake',
  model: 'test/echo',
  input: { text: { $from: from } },
  onItemError: 'skip',
});

function buildOuter({ feed, accepts, xs }: Case, inner: Workflow): Workflow {
  const fed: Record<Case['feed'], Record<string, unknown>> = {
    single: { a: 'a b c' },
    list: { a: { $from: 'inputs.list' } },
    same: { a: { $from: 'inputs.list' }, b: { $from: 'inputs.list' } },
    product: { a: { $from: 'inputs.list' }, b: { $from: 'inputs.other' } },
    holes: { a: { $from: 'before.output' } },
    nested: { a: { $from: 'words.words' } },
  };
  const input = { ...fed[feed], ...(xs && { xs }) };
  const names = Object.keys(inner.outputs ?? {});
  const after = names.map((name): [string, WorkflowNode] => [`after-${name}`, echo(`w.${name}`)]);
  const all = (feed === 'single' ? [] : names).map((name): [string, WorkflowNode] => [
    `all-${name}`,
    { type: 'collect', input: { items: { $from: `after-${name}.output` } } },
  ]);
  return {
    catena: 1,
    inputs: { list: { type: 'text[]' }, other: { type: 'text[]' } },
    nodes: {
      before: echo('inputs.list'),
      words: { ...echo('inputs.list'), model: 'test/split' },
      w: {
        type: 'workflow',
        workflow: './run.json',
        input,
        ...(accepts && { onItemError: 'skip' }),
      },
      ...Object.fromEntries([...after, ...all]),
    },
    outputs: Object.fromEntries([
      ...names.map((name) => [name, { $from: `w.${name}` }]),
      ...after.map(([id]) => [id, { $from: `${id}.output` }]),
      ...all.map(([id]) => [id, { $from: `${id}.items` }]),
    ]) as Workflow['outputs'],
  };
}

/** What the workflow is given, once or for each item; undefined stands for a hole. */
type Given = { a: string; b?: string } | undefined | Given[];

function givenBy({ feed, list, other }: Case): Given {
  const given: Record<Case['feed'], () => Given> = {
    single: () => ({ a: 'a b c' }),
    list: () => list.map((a) => ({ a })),
    same: () => list.map((a) => ({ a, b: a })),
    product: () => list.map((a) => other.map((b) => ({ a, b }))),
    holes: () => list.map((a) => (a.includes('f') ? undefined : { a: `${a}!` })),
    nested: () =>
      list.map((line) =>
        line
          .split(' ')
          .filter(Boolean)
          .map((a) => ({ a })),
      ),
  };
  return given[feed]();
}

/** Runs the workflow by itself for each; `undefined` where there is nothing. */
async function runEach(
  given: Given,
  run: (inputs: Record<string, unknown>) => Promise<RunResult>,
): Promise<{ results: unknown; failed: boolean }> {
  if (given === undefined) return { results: undefined, failed: false };
  if (!Array.isArray(given)) {
    const result = await run(given);
    return { results: result, failed: result.status === 'failed' };
  }
  const parts = [];
  for (const one of given) parts.push(await runEach(one, run));
  return { results: parts.map((part) => part.results), failed: parts.some((part) => part.failed) };
}

function outputOf(results: unknown, name: string): unknown {
  if (!Array.isArray(results)) return (results as RunResult | undefined)?.outputs[name];
  return results.map((one) => outputOf(one, name)).filter((value) => value !== undefined);
}

function echoed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(echoed).filter((item) => item !== undefined);
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && !text.includes('f') ? `${text}!` : undefined;
}

async function check(random: Case): Promise<void> {
  const inner = buildInner(random.choices);
  const workflow = random.between ? buildBetween(inner, !random.accepts) : inner;
  const { list, other, xs } = random;
  const folder = folderOf({ 'inner.json': inner, 'run.json': workflow });
  const harness = createHarness({ models });
  const outer = buildOuter(random, workflow);
  const result = await harness.run(outer, { list, other }, { folder });
  const alone = createHarness({ models });
  const { results, failed } = await runEach(givenBy(random), (inputs) =>
    alone.run(workflow, { ...inputs, ...(xs && { xs }) }, { folder }),
  );
  expect(result.status).toBe(failed && !random.accepts ? 'failed' : 'succeeded');
  for (const name of Object.keys(workflow.outputs ?? {})) {
    const expected = outputOf(results, name);
    expect(result.outputs[name], name).toEqual(expected);
    expect(result.outputs[`after-${name}`], `after ${name}`).toEqual(echoed(expected));
    if (failed && !random.accepts) continue;
    if (random.feed === 'single') continue;
    expect(result.outputs[`all-${name}`], `all ${name}`).toEqual(echoed(expected));
  }
}

describe('a workflow that a node runs', () => {
  it('gives what it gives when it is run by itself for each item', async () => {
    await fc.assert(fc.asyncProperty(arbitraryCase, check), propertyRuns('inlined workflow', 150));
  }, 120_000);
});
