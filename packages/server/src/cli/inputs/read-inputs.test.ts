import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryArtifactStore, type ArtifactRef, type Workflow } from '@catena/engine';
import { readInputs } from './read-inputs.ts';

let folder = '';

const files: Readonly<Record<string, string>> = {
  'texts/item10.txt': 'ten',
  'texts/item9.txt': 'nine\n',
  'people.csv': 'id,name\n1,Ada\n2,"Grace, Admiral"\n',
  'one.csv': 'name\nAda\n',
  'people.txt': 'Ada\r\n\nAlan\n',
  'people.json': '["Barbara"]',
  'size.json': '{"width": 2}',
  'number.txt': '12\n',
  'art/one.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'art/list.txt': 'one.svg\nhttps://example.com/two.png\n',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catena-inputs-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function read(type: string, ...values: string[]): Promise<unknown> {
  const workflow: Workflow = { catena: 1, inputs: { value: { type } }, nodes: {} };
  const flags = values.map((value) => `value=${value}`);
  const artifacts = createMemoryArtifactStore();
  return readInputs({ flags, workflow, folder, artifacts }).then((inputs) => inputs['value']);
}

describe('single values', () => {
  it.each([
    ['text', 'a=b', 'a=b'],
    ['text', '', ''],
    ['text', '@@fox', '@fox'],
    ['text', '@texts/item9.txt', 'nine'],
    ['number', '0.5', 0.5],
    ['integer', '12', 12],
    ['integer', '@number.txt', 12],
    ['boolean', 'yes', true],
    ['boolean', 'False', false],
    ['json', '{"a":1}', { a: 1 }],
    ['json', '@size.json', { width: 2 }],
    ['any', '[1]', [1]],
    ['any', 'plain', 'plain'],
    ['image', 'https://example.com/a.png', 'https://example.com/a.png'],
  ])('reads %s from %j', async (type, text, value) => {
    expect(await read(type, text)).toEqual(value);
  });

  it('stores files and keeps what they are', async () => {
    const ref = (await read('image', '@art/one.svg')) as ArtifactRef;
    expect(ref).toMatchObject({ mediaType: 'image/svg+xml' });
  });

  it.each([
    ['number', 'ten', 'must be a number, but is "ten"'],
    ['number', '', 'must be a number'],
    ['integer', '1.5', 'must be a whole number'],
    ['boolean', 'maybe', 'must be true or false'],
    ['json', '{a}', 'must be JSON'],
    ['image', 'cat.jpg', 'takes a file'],
    ['image', '@cat.jpg', 'There is no file cat.jpg'],
    ['text', '@texts', 'is a folder'],
    ['text', '@texts/*', 'takes one value, but texts/* matches 2 files'],
  ])('refuses %s from %j', async (type, text, message) => {
    await expect(read(type, text)).rejects.toThrow(message);
  });

  it('refuses a second value', async () => {
    await expect(read('text', 'a', 'b')).rejects.toThrow('is given 2 times');
  });
});

describe('lists', () => {
  it.each([
    ['text[]', ['A', 'B'], ['A', 'B']],
    ['text[]', ['["A","B"]', 'C'], ['A', 'B', 'C']],
    ['text[]', ['[draft]'], ['[draft]']],
    ['text[]', ['@texts/*.txt'], ['nine', 'ten']],
    ['text[]', ['@people.csv#name'], ['Ada', 'Grace, Admiral']],
    ['text[]', ['@one.csv'], ['Ada']],
    ['text[]', ['@people.txt'], ['Ada', 'Alan']],
    ['text[]', ['@people.json'], ['Barbara']],
    ['integer[]', ['@people.csv#id'], [1, 2]],
    ['number[][]', ['[[1],[2,3]]'], [[1], [2, 3]]],
    ['json[]', ['@one.csv'], [{ name: 'Ada' }]],
  ])('reads %s from %j', async (type, texts, value) => {
    expect(await read(type, ...texts)).toEqual(value);
  });

  it('reads files that a list names, relative to the list', async () => {
    const [one, two] = (await read('image[]', '@art/list.txt')) as [ArtifactRef, string];
    expect(one.mediaType).toBe('image/svg+xml');
    expect(two).toBe('https://example.com/two.png');
  });

  it('takes text files for items of a list of files', async () => {
    expect(await read('file[]', '@people.txt')).toHaveLength(1);
  });

  it.each([
    ['text[]', '@texts/*.jpg', 'No file matches texts/*.jpg'],
    ['text[]', '@people.csv', 'has 2 columns: id, name'],
    ['text[]', '@people.csv#nam', 'has no column "nam"'],
    ['number[]', '[1,', 'is not a list in JSON'],
    ['text[]', '@size.json', 'holds no list'],
  ])('refuses %s from %j', async (type, text, message) => {
    await expect(read(type, text)).rejects.toThrow(message);
  });
});

describe('names', () => {
  const workflow: Workflow = {
    catena: 1,
    inputs: { photo: { type: 'image' }, style: { type: 'text', default: 'sea' } },
    nodes: {},
  };
  const artifacts = createMemoryArtifactStore();

  it('names the nearest input for one that is not there', async () => {
    const reading = readInputs({ flags: ['stile=x'], workflow, folder, artifacts });
    await expect(reading).rejects.toMatchObject({ hint: 'Did you mean style?' });
  });

  it('asks for an input without a value and without a default', async () => {
    const reading = readInputs({ flags: [], workflow, folder, artifacts });
    await expect(reading).rejects.toMatchObject({
      code: 'missing-input',
      hint: 'Add --input photo=@file',
    });
  });
});
