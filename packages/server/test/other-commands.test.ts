import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestFolder, ended, greetings, type TestFolder } from './run-catena.ts';

let folder: TestFolder;

beforeAll(async () => {
  folder = await createTestFolder();
  await folder.write('workflow.json', greetings);
});

afterAll(() => folder.remove());

describe('catena', () => {
  it('prints its version and its help', async () => {
    expect((await folder.catena(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = await folder.catena(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('catena run examples/showcase');
    expect((await folder.catena(['run', '--help'])).stdout).toContain('photos=@shots/*.jpg');
  });

  it.each([
    [['rnu'], 'Did you mean run?'],
    [['run', '.', '--inptu', 'a=b'], 'Did you mean --input?'],
    [['run'], "Missing required argument 'workflow'."],
    [['run', 'workflw.json'], 'Did you mean workflow.json?'],
    [['run', '.', '--max-steps', 'many'], 'whole number'],
    [['nodes', 'text.jion'], 'Did you mean text.join?'],
  ])('answers the mistake in %j', async (parameters, words) => {
    const run = await folder.catena(parameters);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^error: /);
    expect(run.stderr).toContain(words);
    expect(run.stderr).toMatch(/ {2}code: [a-z-]+\n$/);
  });

  it('gives errors as records with --json', async () => {
    const run = await ended(folder.start(['run', 'nothing.json', '--json']));
    expect(run).toMatchObject({ code: 2, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({
      type: 'error',
      error: { code: 'workflow-not-found', retryable: false },
    });
  });
});

describe('catena validate', () => {
  it('accepts a good workflow', async () => {
    const run = await folder.catena(['validate', '.']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('workflow.json is valid');
  });

  it('lists every problem with its place and what to do', async () => {
    const nodes = { greet: { type: 'text.jion', input: {} }, other: { type: 'text.join' } };
    await folder.write('bad.json', { ...greetings, nodes });
    const run = await folder.catena(['validate', 'bad.json']);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('text.join');
    expect(run.stdout).toContain('at: nodes.greet.type');
    const json = await folder.catena(['validate', 'bad.json', '--json']);
    const found = JSON.parse(json.stdout) as { valid: boolean; issues: unknown[] };
    expect(found.valid).toBe(false);
    expect(found.issues.length).toBeGreaterThan(1);
  });

  it('says where text that is not JSON is wrong', async () => {
    await folder.write('text.json', '{ "catena": 1,\n  nodes }');
    const run = await folder.catena(['validate', 'text.json']);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('line 2');
  });

  it('writes the lock beside the workflow, and reads it', async () => {
    expect((await folder.catena(['validate', '.', '--lock'])).code).toBe(0);
    const text = await readFile(join(folder.path, 'workflow.lock.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ catenaLock: 1 });
    await folder.write('workflow.lock.json', '{}');
    const run = await folder.catena(['validate', '.']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('code: invalid-lock');
    await folder.catena(['validate', '.', '--lock']);
  });
});

describe('catena gc', () => {
  it('says what it freed and what it would free', async () => {
    const looked = await folder.catena(['gc', '--dry-run', '--grace', '7d']);
    expect(looked).toMatchObject({
      code: 0,
      stdout: 'would free 0 files, 0 bytes; would keep 0\n',
    });
    const real = await folder.catena(['gc', '--json']);
    expect(JSON.parse(real.stdout)).toMatchObject({ dryRun: false, freedFiles: 0, freedBytes: 0 });
    expect(await folder.catena(['gc', '--grace', 'long'])).toMatchObject({ code: 2 });
  });
});

describe('catena plan', () => {
  it('shows steps and what comes from the cache', async () => {
    const before = await folder.catena(['plan', '.']);
    expect(before.code).toBe(0);
    expect(before.stdout).toMatch(/greet +text\.template +×2 +2 +to compute/);
    await folder.catena(['run', '.']);
    const after = await folder.catena(['plan', '.']);
    expect(after.stdout).toContain('3 steps, 3 from the cache');
    const json = JSON.parse((await folder.catena(['plan', '.', '--json'])).stdout) as object;
    expect(json).toMatchObject({ steps: 3, exact: true });
  });
});

describe('catena nodes and models', () => {
  it('lists them, and tells all of one', async () => {
    const nodes = await folder.catena(['nodes']);
    expect(nodes.stdout).toContain('text.join');
    const node = await folder.catena(['nodes', 'text.join']);
    expect(node.stdout).toContain('separator');
    const models = await folder.catena(['models']);
    expect(models.stdout).toContain('catena/upscale');
    const model = await folder.catena(['models', 'upscale']);
    expect(model.stdout).toContain('Licence:');
    const json = await folder.catena(['models', '--json']);
    expect(Array.isArray(JSON.parse(json.stdout))).toBe(true);
  });
});
