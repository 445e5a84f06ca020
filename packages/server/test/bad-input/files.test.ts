import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestFolder, ended, type TestFolder } from '../run-catena.ts';
import {
  expectPlainWords,
  expectRefusal,
  filesIn,
  jsonLines,
  unfinishedFiles,
} from './bad-input.ts';

let folder: TestFolder;

const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;

beforeAll(async () => {
  folder = await createTestFolder();
  const create = { width: 64, height: 48, channels: 3, background: 'red', noise } as const;
  const picture = await sharp({ create }).png().toBuffer();
  await folder.write('picture.png', picture);
  await folder.write('flows/truncated.png', picture.subarray(0, picture.length / 2));
  await folder.write('flows/letter.png', 'This is a letter, not a picture.\n');
  await symlink('../picture.png', join(folder.path, 'flows/link.png'));
});

afterAll(() => folder.remove());

function resize(file: string): object {
  const small = { type: 'image.resize', input: { image: { $file: file }, width: 8 } };
  return { catena: 1, nodes: { small }, outputs: { small: { $from: 'small.image' } } };
}

function upscale(file: string): object {
  const input = { image: { $file: file }, scale: 2 };
  const large = { type: 'predict', provider: 'local', model: 'catena/upscale', input };
  return { catena: 1, nodes: { large }, outputs: { large: { $from: 'large.output' } } };
}

describe('a file beside the workflow', () => {
  it('is refused where a link leads out of the folder', async () => {
    await folder.write('flows/link.json', resize('link.png'));
    await expectRefusal(folder, ['run', 'flows/link.json'], {
      code: 'path-outside-folder',
      says: ['link.png', 'outside the folder of the workflow'],
      hint: 'Copy it into that folder',
    });
  });

  it.each([
    ['resize', 'a text that is called .png', resize('letter.png'), 'invalid-value', 'text/plain'],
    ['resize', 'a truncated PNG', resize('truncated.png'), 'corrupt-image', 'cannot be decoded'],
    [
      'a local model',
      'a text that is called .png',
      upscale('letter.png'),
      'invalid-value',
      'text/plain',
    ],
    [
      'a local model',
      'a truncated PNG',
      upscale('truncated.png'),
      'corrupt-image',
      'cannot be read',
    ],
  ])('fails the step of %s where it is %s', async (...row) => {
    const [_node, _what, workflow, code, words] = row;
    await folder.write('flows/corrupt.json', workflow);
    const before = await filesIn(folder.path);
    const run = await ended(folder.start(['run', 'flows/corrupt.json', '--out', 'flows']));
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toMatch(new RegExp(`✗ (small|large): .*${words}`));
    expect(run.stdout).toMatch(/ {4}hint: ./);
    expect(run.stdout).toContain(`    code: ${code}`);
    expectPlainWords(run.stdout);
    const told = jsonLines(await folder.catena(['run', 'flows/corrupt.json', '--json']));
    const failed = told.find((line) => line['type'] === 'step.failed');
    expect(failed).toMatchObject({ error: { code, retryable: false } });
    const outputs = 'flows/.catena-outputs.json';
    expect((await filesIn(folder.path)).filter((path) => path !== outputs)).toEqual(
      before.filter((path) => path !== outputs),
    );
    expect(await unfinishedFiles(join(folder.path, 'data'))).toEqual([]);
  });
});

describe('a lock file', () => {
  it.each([
    ['is cut off', '{"catenaLock": 1, "mod', 'line 1'],
    ['is empty', '', 'is empty'],
    ['is of another kind', '{}', 'catenaLock is missing'],
    ['is newer', '{"catenaLock": 9, "models": {}}', 'version 9'],
  ])('is not passed over where it %s', async (_what, text, words) => {
    await folder.write('flows/locked.json', resize('../picture.png'));
    await folder.write('flows/locked.lock.json', text);
    await expectRefusal(folder, ['run', 'flows/locked.json'], {
      code: 'invalid-lock',
      says: ['locked.lock.json', words],
      hint: 'catena validate --lock',
    });
    expect(await readFile(join(folder.path, 'flows/locked.lock.json'), 'utf8')).toBe(text);
  });
});
