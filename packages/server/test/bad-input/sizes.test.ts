import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestFolder, greetings, type TestFolder } from '../run-catena.ts';
import { filesIn, jsonLines, measureCatena, printUsage, type Usage } from './bad-input.ts';

let folder: TestFolder;
let idle: Usage;

const thousand = Array.from({ length: 1000 }, (_, index) => `item ${index + 1}`);

/** Every left with every right: a million steps. */
const million = {
  catena: 1,
  inputs: {
    left: { type: 'text[]', default: thousand },
    right: { type: 'text[]', default: thousand },
  },
  nodes: {
    pair: {
      type: 'text.template',
      input: {
        template: '{{left}} and {{right}}',
        left: { $from: 'inputs.left' },
        right: { $from: 'inputs.right' },
      },
    },
  },
  outputs: { pairs: { $from: 'pair.text' } },
};

beforeAll(async () => {
  folder = await createTestFolder();
  await folder.write('small.json', greetings);
  const small = await measureCatena(folder, ['validate', 'small.json']);
  expect(small).toMatchObject({ code: 0, stderr: '' });
  idle = small.usage;
});

afterAll(() => folder.remove());

/** A workflow of 100 MB, valid but for its size. */
async function writeLargeWorkflow(path: string): Promise<void> {
  const megabyte = 'x'.repeat(1_000_000);
  function* pieces(): Generator<string> {
    yield '{"catena":1,"nodes":{"a":{"type":"text.join","input":{"texts":["';
    for (let count = 0; count < 100; count += 1) yield megabyte;
    yield '"]}}}}';
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}

it('a workflow of 100 MB is refused quickly', async () => {
  await writeLargeWorkflow(join(folder.path, 'large.json'));
  const run = await measureCatena(folder, ['run', 'large.json', '--json']);
  printUsage('100 MB of JSON refused', run.usage, idle);
  expect(run.code).toBe(2);
  expect(jsonLines(run)).toMatchObject([
    {
      error: {
        code: 'invalid-workflow',
        details: {
          issues: [
            {
              code: 'too-large',
              message: 'The file has 95.4 MiB; at most 16.0 MiB are read.',
              hint: expect.stringContaining('$file') as string,
            },
          ],
        },
      },
    },
  ]);
  expect(run.usage.seconds).toBeLessThan(2 * idle.seconds + 2);
  // Its bytes and its text, and no third copy.
  expect(run.usage.peakMegabytes).toBeLessThan(idle.peakMegabytes + 250);
});

it('a million steps are refused before anything is done', async () => {
  await folder.write('million.json', million);
  const before = await filesIn(folder.path);
  const run = await measureCatena(folder, ['run', 'million.json', '--out', 'out', '--json']);
  printUsage('1,000,000 steps refused', run.usage, idle);
  expect(run).toMatchObject({ code: 2, stderr: '' });
  expect(jsonLines(run)).toMatchObject([
    {
      type: 'error',
      error: {
        code: 'too-many-steps',
        message: expect.stringMatching(/"pair".*1000000.*inputs\.left × inputs\.right/) as string,
        hint: expect.stringContaining('list.zip') as string,
        details: { maxSteps: 10_000, steps: 1_000_000 },
      },
    },
  ]);
  expect((await filesIn(folder.path)).filter((path) => path !== 'out')).toEqual(before);
  expect(await readdir(join(folder.path, 'data'))).not.toContain('artifacts');
  expect(run.usage.seconds).toBeLessThan(2 * idle.seconds + 2);
  expect(run.usage.peakMegabytes).toBeLessThan(idle.peakMegabytes + 50);
});
