import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestFolder, greetings, type TestFolder } from '../run-catena.ts';
import { expectRefusal } from './bad-input.ts';

let folder: TestFolder;

beforeAll(async () => {
  folder = await createTestFolder();
  await folder.write('workflow.json', greetings);
  await folder.write('taken', 'A file where a folder is needed.');
});

afterAll(() => folder.remove());

// Below a regular file nobody can write, not even who may do anything.
describe('a folder that cannot be written', () => {
  it.each([
    ['taken/out', 'a part of the path is a file'],
    ['taken', 'there is a file of that name'],
  ])('is refused as --out %s', async (path, reason) => {
    await expectRefusal(folder, ['run', '.', '--out', path], {
      code: 'cannot-write-outputs',
      says: [join(folder.path, path), reason],
      hint: 'Choose another folder with --out. Nothing was run.',
    });
  });

  it.each(['taken/data', 'taken'])('is refused as --data %s', async (path) => {
    await expectRefusal(folder, ['run', '.', '--data', path], {
      exitCode: 1,
      code: 'storage-failed',
      says: [join(folder.path, path)],
      hint: 'choose another data folder',
    });
  });

  it('is named where a command other than run needs it', async () => {
    const run = await folder.catena(['plan', '.', '--data', 'taken/data']);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('code: storage-failed');
  });
});
