import { writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { jsonLines } from '../bad-input/bad-input.ts';
import { openSmallDisk, type SmallDisk } from '../bad-input/small-disk.ts';
import { createTestFolder, ended, type TestFolder } from '../run-catena.ts';

let folder: TestFolder;
let disk: SmallDisk | undefined;

beforeEach(async (context) => {
  folder = await createTestFolder();
  disk = await openSmallDisk('16m');
  if (disk) return;
  const reason = 'No small file system can be mounted here: neither as root nor with unshare -rm.';
  if (process.env['CI']) throw new Error(reason);
  context.skip(reason);
});

afterEach(async () => {
  await disk?.remove();
  await folder.remove();
});

it('a run that a full disk ended is gone on with when there is room again', async () => {
  const texts = Array.from({ length: 6 }, (_, index) => `${index} ${'w'.repeat(300)}`);
  const input = { text: { $from: 'inputs.texts' }, find: 'w', replacement: 'word '.repeat(200) };
  await folder.write('long.json', {
    catena: 1,
    inputs: { texts: { type: 'text[]', default: texts } },
    nodes: { long: { type: 'text.replace', input } },
    outputs: { long: { $from: 'long.text' } },
  });
  const data = ['--data', join(disk?.path ?? '', 'data')];
  const ballast = join(disk?.path ?? '', 'other-files');
  await writeFile(ballast, new Uint8Array(13_000_000));

  const full = await ended(folder.start(['run', 'long.json', ...data, '--json']));
  expect(full.code).toBe(1);
  expect(jsonLines(full).at(-1)).toMatchObject({ type: 'error', error: { code: 'storage-full' } });

  await rm(ballast);
  const resumed = await ended(folder.start(['resume', ...data, '--json']));
  expect(resumed.stderr).toBe('');
  const lines = jsonLines(resumed);
  const long = texts.map((text) => text.replaceAll('w', 'word '.repeat(200)));
  expect(lines.at(-1)).toMatchObject({ status: 'succeeded', outputs: { long } });
  expect(resumed.code).toBe(0);
});
