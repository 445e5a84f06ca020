import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestFolder, type TestFolder } from './run-catena.ts';

const workflow = {
  catena: 1,
  name: 'Parts',
  inputs: { names: { type: 'text[]', default: ['Ada', 'Grace'] } },
  nodes: {
    greet: {
      type: 'text.template',
      input: { template: 'Hello, {{name}}!', name: { $from: 'inputs.names' } },
    },
    together: { type: 'text.join', input: { texts: { $from: 'greet.text' }, separator: '\n' } },
    shout: {
      type: 'text.replace',
      input: { text: { $from: 'together.text' }, find: 'Hello', replacement: 'HELLO' },
    },
    read: { type: 'json.parse', input: { text: { $from: 'together.text' } } },
  },
  outputs: { all: { $from: 'shout.text' }, read: { $from: 'read.value' } },
};

interface Result {
  runId: string;
  status: string;
  steps: Record<string, number>;
  cachedFrom: string[];
}

let folder: TestFolder;
/** A run whose last node failed. */
let basis: string;

beforeAll(async () => {
  folder = await createTestFolder();
  await folder.write('workflow.json', workflow);
  basis = (await resultOf('run', '.')).runId;
});

afterAll(() => folder.remove());

async function resultOf(...parameters: string[]): Promise<Result> {
  const { stdout } = await folder.catena([...parameters, '--json']);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Result;
}

describe('parts of a workflow on the command line', () => {
  it('runs to a node and no further', async () => {
    const result = await resultOf('run', '.', '--fresh', '--to', 'together');
    expect(result).toMatchObject({ status: 'succeeded', steps: { computed: 3, cached: 0 } });
  });

  it('runs from a node, with the results of an earlier run', async () => {
    const run = await folder.catena(['run', '.', '--fresh', '--from', 'shout', '--basis', basis]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(`greet (2 steps): from the cache (run ${basis})`);
    expect(run.stdout).toContain('shout: computed');
    expect(run.stdout).not.toContain('read');
  });

  it('runs one node alone, and several', async () => {
    const flags = ['--fresh', '--only', 'shout', '--only', 'together', '--basis', basis];
    const result = await resultOf('run', '.', ...flags);
    expect(result).toMatchObject({ steps: { computed: 2, cached: 2 }, cachedFrom: [basis] });
  });

  it('keeps what is pinned', async () => {
    const result = await resultOf(
      'run',
      '.',
      '--fresh',
      '--to',
      'shout',
      '--pin',
      `greet=${basis}`,
    );
    expect(result).toMatchObject({ steps: { computed: 2, cached: 2 }, cachedFrom: [basis] });
  });

  it('runs what failed again, and nothing else', async () => {
    const result = await resultOf('retry', basis);
    expect(result).toMatchObject({
      status: 'failed',
      steps: { cached: 4, failed: 1, computed: 0 },
    });
    expect(result.runId).not.toBe(basis);
    const same = await resultOf('run', '.', '--failed', '--basis', basis);
    expect(same.steps).toEqual(result.steps);
  });

  it('plans a part as it would run', async () => {
    const { stdout } = await folder.catena(['plan', '.', '--only', 'read', '--basis', basis]);
    expect(stdout).toMatch(new RegExp(`greet .* 2 +given by run ${basis}`));
    expect(stdout).toContain('4 steps, 0 from the cache, 3 from earlier runs');
  });

  it.each([
    [['run', '.', '--only', 'shout'], 'missing-basis', 'needs a run to take results from'],
    [['run', '.', '--to', 'shuot'], 'unknown-target', 'no node "shuot"'],
    [['run', '.', '--from', 'shout', '--basis', 'none'], 'basis-not-found', 'no run "none"'],
    [['run', '.', '--to', 'shout', '--only', 'read'], 'conflicting-flags', 'different parts'],
    [['plan', '.', '--pin', 'shout'], 'invalid-pin', 'no node and run'],
    [['retry', 'none'], 'run-not-found', 'no run "none"'],
  ])('%j is refused with %s', async (parameters, code, words) => {
    const run = await folder.catena(parameters);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(`code: ${code}`);
    expect(run.stderr).toContain(words);
    expect(run.stderr).not.toMatch(/^ +at .+:\d+:\d+/m);
  });

  it('has nothing to run again of a run that succeeded', async () => {
    const { runId } = await resultOf('run', '.', '--to', 'shout');
    const run = await folder.catena(['retry', runId]);
    expect(run).toMatchObject({ code: 2 });
    expect(run.stderr).toContain('code: nothing-failed');
  });
});
