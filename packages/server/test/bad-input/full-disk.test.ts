import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestFolder, ended, greetings, type Ended, type TestFolder } from '../run-catena.ts';
import { expectPlainWords, jsonLines, unfinishedFiles } from './bad-input.ts';
import { openSmallDisk, type SmallDisk } from './small-disk.ts';

let folder: TestFolder;
let disk: SmallDisk | undefined;

const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;

beforeAll(async () => {
  folder = await createTestFolder();
  await folder.write('workflow.json', greetings);
  const create = { width: 1500, height: 1500, channels: 3, background: 'red', noise } as const;
  await folder.write('large.png', await sharp({ create }).png().toBuffer());
  const small = { type: 'image.resize', input: { image: { $file: 'large.png' }, width: 8 } };
  const outputs = { small: { $from: 'small.image' } };
  await folder.write('picture.json', { catena: 1, nodes: { small }, outputs });
});

afterAll(() => folder.remove());

afterEach(() => disk?.remove());

beforeEach(async (context) => {
  // What one test leaves behind takes no room from the next.
  disk = await openSmallDisk('3m');
  if (disk) return;
  const reason = 'No small file system can be mounted here: neither as root nor with unshare -rm.';
  if (process.env['CI']) throw new Error(reason);
  process.stdout.write(`skipped: ${reason}\n`);
  context.skip(reason);
});

/** Runs a command for a person, in a process of its own, and for a program. */
async function runBoth(...parameters: string[]): Promise<{ people: Ended; programs: Ended }> {
  const people = await ended(folder.start(parameters));
  const programs = await folder.catena([...parameters, '--json']);
  return { people, programs };
}

function pathOn(name: string): string {
  return join(disk?.path ?? '', name);
}

function expectFull({ people, programs }: { people: Ended; programs: Ended }, code: string): void {
  expect(people.code).toBe(1);
  expect(people.stderr).toMatch(/^error: /);
  expect(people.stderr).toContain(disk?.path);
  expect(people.stderr).toMatch(/^ {2}hint: ./m);
  expect(people.stderr).toMatch(new RegExp(`^ {2}code: ${code}$`, 'm'));
  expectPlainWords(people.stderr);
  expect(programs).toMatchObject({ code: 1, stderr: '' });
  expect(jsonLines(programs).at(-1)).toMatchObject({ type: 'error', error: { code } });
}

describe('a full disk', () => {
  it('under the data folder is named before anything runs', async () => {
    await disk?.fill();
    const both = await runBoth('run', '.', '--data', pathOn('data'));
    expectFull(both, 'storage-full');
    expect(both.people.stderr).toContain('Make room on that disk');
    expect(both.people.stdout).toBe('');
  });

  it('is named where a file does not fit into the data folder, and leaves no part of it', async () => {
    const both = await runBoth('run', 'picture.json', '--data', pathOn('store'));
    expectFull(both, 'storage-full');
    expect(both.people.stderr).toContain('to store a file');
    expect(await unfinishedFiles(pathOn('store'))).toEqual([]);
    expect(await readdir(pathOn('store/artifacts'))).toEqual(['incoming']);
  });

  it('in the middle of a run ends it', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `${index} ${'w'.repeat(300)}`);
    const inputs = { texts: { type: 'text[]', default: texts } };
    const input = { text: { $from: 'inputs.texts' }, find: 'w', replacement: 'word '.repeat(200) };
    const nodes = { long: { type: 'text.replace', input } };
    const outputs = { long: { $from: 'long.text' } };
    await folder.write('long.json', { catena: 1, inputs, nodes, outputs });
    const both = await runBoth('run', 'long.json', '--data', pathOn('runs'));
    expectFull(both, 'storage-full');
  });

  it('is named where not even the workflow fits into the store of runs', async () => {
    const input = { texts: ['word '.repeat(400_000)] };
    const nodes = { all: { type: 'text.join', input } };
    await folder.write('huge.json', { catena: 1, nodes });
    const both = await runBoth('run', 'huge.json', '--data', pathOn('records'));
    expectFull(both, 'storage-full');
  });

  it('under --out loses nothing: no half file, earlier outputs as they were, all steps kept', async () => {
    const out = pathOn('out');
    expect(await folder.catena(['run', '.', '--out', out])).toMatchObject({ code: 0 });
    const before = await readdir(out, { recursive: true });
    await disk?.fill();
    const flags = ['run', '.', '--input', `greeting=${'Good morning '.repeat(2000)}`, '--out', out];
    const both = await runBoth(...flags);
    expectFull(both, 'cannot-write-outputs');
    expect(both.people.stderr).toContain('the disk is full');
    expect(both.people.stderr).toContain('run again with another --out');
    expect(await readdir(out, { recursive: true })).toEqual(before);
    expect(await readFile(join(out, 'all.txt'), 'utf8')).toBe('Hello, Ada!\nHello, Grace!');
    await disk?.empty();
    const again = await folder.catena([...flags, '--json']);
    expect(jsonLines(again).at(-1)).toMatchObject({
      status: 'succeeded',
      steps: { computed: 0, cached: 3 },
    });
  });
});
