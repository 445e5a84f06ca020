import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestFolder, type Ended, type TestFolder } from '../run-catena.ts';
import { expectPlainWords, filesIn, jsonLines, unfinishedFiles } from './bad-input.ts';

let folder: TestFolder;

beforeAll(async () => {
  folder = await createTestFolder();
});

afterAll(() => folder.remove());

const parse = { type: 'json.parse', input: { text: { $from: 'inputs.texts' } } };

/** Reads texts as JSON, one step for each. */
function parseEach(texts: readonly string[]): object {
  return {
    catena: 1,
    inputs: { texts: { type: 'text[]', default: texts } },
    nodes: { read: parse },
    outputs: { values: { $from: 'read.value' } },
  };
}

function result(ended: Ended): Record<string, unknown> | undefined {
  return jsonLines(ended).at(-1);
}

describe('an empty list', () => {
  const photos = { photos: { type: 'image[]', default: [] } };
  const small = {
    type: 'image.resize',
    input: { image: { $from: 'inputs.photos' }, width: 8 },
  };

  it('makes no steps of a node that it is mapped over, and an empty list of its results', async () => {
    const outputs = { small: { $from: 'small.image' } };
    await folder.write('mapped.json', { catena: 1, inputs: photos, nodes: { small }, outputs });
    const run = await folder.catena(['run', 'mapped.json', '--out', 'mapped']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('small: 0 items');
    expect(await readFile(join(folder.path, 'mapped/small.json'), 'utf8')).toBe('[]\n');
    const told = await folder.catena(['run', 'mapped.json', '--json']);
    expect(result(told)).toMatchObject({ status: 'succeeded', outputs: { small: [] } });
  });

  it('is a clear error of a node that must have an item', async () => {
    const sheet = { type: 'image.contact-sheet', input: { images: { $from: 'small.image' } } };
    const outputs = { sheet: { $from: 'sheet.image' }, small: { $from: 'small.image' } };
    const nodes = { small, sheet };
    await folder.write('sheet.json', { catena: 1, inputs: photos, nodes, outputs });
    const run = await folder.catena(['run', 'sheet.json']);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain('✗ sheet: There is no picture to put on the contact sheet.');
    expect(run.stdout).toContain('hint: The list is empty');
    expect(run.stdout).toContain('code: empty-list');
    expectPlainWords(run.stdout);
    const told = jsonLines(await folder.catena(['run', 'sheet.json', '--json']));
    expect(told).toContainEqual(
      expect.objectContaining({
        type: 'step.failed',
        error: expect.objectContaining({ code: 'empty-list', nodeId: 'sheet' }) as object,
      }),
    );
    expect(told.at(-1)).toMatchObject({ status: 'failed', outputs: { small: [] } });
  });
});

describe('items that fail', () => {
  const texts = ['1', '{ broken', '[2]', 'nul', '"five"'];

  it('are named, and the results of the others are kept and written', async () => {
    await folder.write('some.json', parseEach(texts));
    const run = await folder.catena(['run', 'some.json', '--out', 'some']);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain('5 steps: 3 computed, 2 failed');
    expect(run.stdout).toMatch(/✗ read\[1\]: .*not JSON/);
    expect(run.stdout).toMatch(/✗ read\[3\]: .*not JSON/);
    expect(run.stdout).not.toMatch(/✗ read\[[024]\]/);
    expectPlainWords(run.stdout);
    const written = JSON.parse(await readFile(join(folder.path, 'some/values.json'), 'utf8'));
    expect(written).toEqual([1, [2], 'five']);
    expect((await filesIn(folder.path)).filter((path) => path.includes('part'))).toEqual([]);
  });

  it('are in the records of --json by item, with their codes', async () => {
    await folder.write('some.json', parseEach(texts));
    const run = await folder.catena(['run', 'some.json', '--json']);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    const failed = jsonLines(run).filter((line) => line['type'] === 'step.failed');
    expect(failed.map(({ step }) => step)).toEqual(['read[1]', 'read[3]']);
    for (const line of failed) {
      expect(line['error']).toMatchObject({ code: 'invalid-json', retryable: false });
    }
    expect(result(run)).toMatchObject({
      status: 'failed',
      steps: { failed: 2 },
      outputs: { values: [1, [2], 'five'] },
    });
  });

  it('are computed again by the next run, the others are not', async () => {
    await folder.write('again.json', parseEach(['10', '{ broken', '30']));
    await folder.catena(['run', 'again.json']);
    const mended = ['run', 'again.json', '--input', 'texts=["10","20","30"]', '--json'];
    expect(result(await folder.catena(mended))).toMatchObject({
      status: 'succeeded',
      steps: { computed: 1, cached: 2 },
      outputs: { values: [10, 20, 30] },
    });
  });

  it('leave what an earlier run wrote for the same output', async () => {
    const one = { ...parseEach([]), inputs: { texts: { type: 'text' } } };
    await folder.write('one.json', one);
    const flags = ['run', 'one.json', '--out', 'one'];
    expect(await folder.catena([...flags, '--input', 'texts=[1]'])).toMatchObject({ code: 0 });
    const before = await filesIn(folder.path);
    expect(await folder.catena([...flags, '--input', 'texts={ broken'])).toMatchObject({ code: 1 });
    expect(await filesIn(folder.path)).toEqual(before);
    const kept = JSON.parse(
      await readFile(join(folder.path, 'one/values.json'), 'utf8'),
    ) as unknown;
    expect(kept).toEqual([1]);
  });
});

describe('a list that is longer than allowed', () => {
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
  const nodes = {
    words: { type: 'text.split', input: { text: words, separator: ' ' } },
    upper: {
      type: 'text.template',
      input: { template: '{{word}}!', word: { $from: 'words.parts' } },
    },
  };

  it('ends the run where it becomes known, before any of its items is begun', async () => {
    const outputs = { all: { $from: 'upper.text' } };
    await folder.write('long.json', { catena: 1, nodes, outputs });
    const flags = ['run', 'long.json', '--max-steps', '30', '--fresh'];
    const run = await folder.catena([...flags, '--out', 'long']);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain('more than 30 steps; node "upper" goes beyond that');
    expect(run.stdout).toContain('hint: Shorten the lists, take fewer items with list.take');
    expect(run.stdout).toContain('code: too-many-steps');
    expectPlainWords(run.stdout);
    const told = jsonLines(await folder.catena([...flags, '--json']));
    const started = told.filter((line) => line['type'] === 'step.started');
    expect(started.map(({ step }) => step)).toEqual(['words']);
    expect(told.at(-1)).toMatchObject({
      type: 'result',
      status: 'failed',
      error: { code: 'too-many-steps', nodeId: 'upper', details: { maxSteps: 30 } },
    });
    const written = (await filesIn(folder.path)).filter((path) => path.startsWith('long/'));
    expect(written).toEqual(['long/.catena-outputs.json']);
    expect(await unfinishedFiles(join(folder.path, 'data'))).toEqual([]);
  });
});
