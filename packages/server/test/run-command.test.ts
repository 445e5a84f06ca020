import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestFolder, ended, greetings, type Ended, type TestFolder } from './run-catena.ts';

let folder: TestFolder;

beforeAll(async () => {
  folder = await createTestFolder();
  await folder.write('workflow.json', greetings);
});

afterAll(() => folder.remove());

function lines(run: Ended): Record<string, unknown>[] {
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function outputsOf(...flags: string[]): Promise<Record<string, unknown>> {
  const run = await folder.catena(['run', '.', '--json', ...flags]);
  return (lines(run).at(-1)?.['outputs'] ?? lines(run).at(-1)) as Record<string, unknown>;
}

// Escape sequences begin with this character.
const escape = '\u001B';

describe('catena run', () => {
  it('runs a workflow, prints its texts, and says the second time that nothing was computed', async () => {
    const first = await folder.catena(['run', '.']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('3 steps: 3 computed');
    expect(first.stdout).toContain('Hello, Ada!\n');
    const second = await folder.catena(['run', 'workflow.json']);
    expect(second.stdout).toMatch(/3 of 3 steps from the cache \(run \w+\)/);
    expect(second.stdout).toMatch(/greet \(2 steps\): from the cache \(run \w+\)/);
  });

  it('writes no escape codes into a pipe', async () => {
    const run = await ended(folder.start(['run', '.', '--fresh']));
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('3 steps: 3 computed');
    expect(run.stdout).not.toContain(escape);
  });

  it('says which input changed', async () => {
    await folder.catena(['run', '.']);
    const run = await folder.catena(['run', '.', '--input', 'greeting=Welcome']);
    expect(run.stdout).toContain('together: computed: `texts` changed');
  });

  it('writes one line of JSON for each event, and the result as the last', async () => {
    const records = lines(await folder.catena(['run', '.', '--json']));
    expect(records[0]).toMatchObject({ type: 'run.created', sequence: 1 });
    expect(records.at(-1)).toMatchObject({
      type: 'result',
      status: 'succeeded',
      outputs: { each: ['Hello, Ada!', 'Hello, Grace!'] },
      steps: { failed: 0, skipped: 0 },
    });
  });

  it('prints nothing but the texts with --quiet', async () => {
    const run = await folder.catena(['run', '.', '--quiet']);
    expect(run.stdout).toBe('Hello, Ada!\nHello, Grace!\n');
  });

  it('writes outputs to files, and replaces only what it wrote itself', async () => {
    const flags = ['run', '.', '--out', 'out'];
    expect((await folder.catena(flags)).code).toBe(0);
    expect(await readFile(join(folder.path, 'out', 'all.txt'), 'utf8')).toBe(
      'Hello, Ada!\nHello, Grace!',
    );
    const one = await folder.catena([...flags, '--input', 'names=Linus']);
    expect(one.code).toBe(0);
    expect(await readdir(join(folder.path, 'out', 'each'))).toEqual(['0001.txt']);
    await folder.write('out/all.txt', 'my own words');
    const refused = await folder.catena(flags);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('outputs-in-the-way');
    expect((await folder.catena([...flags, '--yes'])).code).toBe(0);
  });

  it('refuses a folder for outputs that cannot be made before anything runs', async () => {
    const run = await folder.catena(['run', '.', '--out', 'workflow.json/out']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('a part of the path is a file');
  });

  it('goes through the workflow with --dry and writes nothing', async () => {
    const run = await folder.catena(['run', '.', '--dry', '--out', 'dry-out']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('dry');
    expect(await readdir(folder.path)).not.toContain('dry-out');
  });

  it('refuses more steps than allowed', async () => {
    const run = await folder.catena(['run', '.', '--max-steps', '2']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('code: too-many-steps');
  });

  it('ends with 1 when a step fails, and says what to do', async () => {
    await folder.write('broken.json', {
      catena: 1,
      nodes: { parse: { type: 'json.parse', input: { text: '{ not json' } } },
      outputs: { value: { $from: 'parse.value' } },
    });
    const run = await folder.catena(['run', 'broken.json']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('✗ parse:');
    expect(run.stdout).toMatch(/1 step: 1 failed/);
  });
});

describe('inputs of catena run', () => {
  it('takes lists from patterns and from list files', async () => {
    await folder.write('texts/item10.txt', 'ten');
    await folder.write('texts/item9.txt', 'nine');
    await folder.write('people.csv', 'id,name\n1,Ada\n2,Grace\n');
    const flags = ['--input', 'names=@texts/*', '--input', 'names=@people.csv#name'];
    const { each } = await outputsOf(...flags);
    expect(each).toEqual(['nine', 'ten', 'Ada', 'Grace'].map((name) => `Hello, ${name}!`));
  });

  it('reads a text from a file, and takes @@ literally', async () => {
    await folder.write('greeting.txt', 'Ahoy\n');
    const flags = ['--input', 'names=@@fox', '--input', 'greeting=@greeting.txt'];
    expect((await outputsOf(...flags))['all']).toBe('Ahoy, @fox!');
  });

  it.each([
    ['a name that is not there', 'greting=x', 'Did you mean greeting?'],
    ['a pattern that matches nothing', 'names=@nothing/*.txt', 'No file matches nothing/*.txt'],
    ['a file that is not there', 'greeting=@greetings.txt', 'There is no file greetings.txt'],
    ['no value', 'greeting', 'has no name and value'],
  ])('refuses %s', async (_what, flag, words) => {
    const run = await folder.catena(['run', '.', '--input', flag]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(words);
    expect(run.stderr).not.toContain('    at ');
  });
});

describe('paths', () => {
  it('are relative to the folder that the user stands in', async () => {
    await folder.write('deep/inside/name.txt', 'Deep');
    const flags = ['run', '../../workflow.json', '--out', 'here', '--input', 'names=@name.txt'];
    const run = await ended(folder.start(flags, { from: 'deep/inside' }));
    expect(run.code).toBe(0);
    const written = join(folder.path, 'deep', 'inside', 'here', 'all.txt');
    expect(await readFile(written, 'utf8')).toBe('Hello, Deep!');
  });

  it('of $file do not leave the folder of the workflow, not even by a link', async () => {
    const secret = await folder.write('secret.txt', 'secret');
    await folder.write('confined/workflow.json', {
      catena: 1,
      inputs: { text: { type: 'file', default: { $file: 'link.txt' } } },
      nodes: {},
      outputs: { text: { $from: 'inputs.text' } },
    });
    await symlink(secret, join(folder.path, 'confined', 'link.txt'));
    const run = await folder.catena(['run', 'confined']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('outside the folder of the workflow');
  });
});

describe('an interrupt', () => {
  it('cancels the run and ends with 130', async () => {
    await folder.write('dot.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await folder.write('long.json', {
      catena: 1,
      inputs: { picture: { type: 'image', default: { $file: 'dot.svg' } } },
      nodes: {
        count: { type: 'list.range', input: { start: 500, end: 1500 } },
        grow: {
          type: 'image.resize',
          input: { image: { $from: 'inputs.picture' }, width: { $from: 'count.numbers' } },
        },
      },
      outputs: { pictures: { $from: 'grow.image' } },
    });
    const child = folder.start(['run', 'long.json', '--json']);
    const end = ended(child);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    const run = await end;
    expect(lines(run).at(-1)).toMatchObject({ type: 'result', status: 'canceled' });
    expect(run.code).toBe(130);
  });
});
