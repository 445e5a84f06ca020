import { expect, it } from 'vitest';
import { planOutputFiles } from './plan-output-files.ts';

const picture = { $artifact: 'a'.repeat(64), mediaType: 'image/jpeg', sizeBytes: 3 };

function plan(value: unknown): [string, unknown][] {
  return planOutputFiles({ out: value }).map(({ path, content }) => [path, content]);
}

it('writes files with the extension of their kind, and texts as they are', () => {
  expect(plan(picture)).toEqual([['out.jpg', picture]]);
  expect(plan({ ...picture, mediaType: 'audio/mpeg' })[0]?.[0]).toBe('out.mp3');
  expect(plan({ ...picture, mediaType: 'audio/wav' })[0]?.[0]).toBe('out.wav');
  expect(plan({ ...picture, mediaType: 'application/x-unheard-of' })[0]?.[0]).toBe('out.bin');
  expect(plan('words')).toEqual([['out.txt', 'words']]);
});

it('writes lists of files and texts as numbered files, lists of lists as folders', () => {
  expect(plan([picture, picture]).map(([path]) => path)).toEqual(['out/0001.jpg', 'out/0002.jpg']);
  expect(plan([['a'], ['b', 'c']]).map(([path]) => path)).toEqual([
    'out/0001/0001.txt',
    'out/0002/0001.txt',
    'out/0002/0002.txt',
  ]);
});

it('writes all else as one JSON file', () => {
  expect(plan([1, 2])).toEqual([['out.json', '[\n  1,\n  2\n]\n']]);
  expect(plan(true)).toEqual([['out.json', 'true\n']]);
  expect(plan([])).toEqual([['out.json', '[]\n']]);
});

it('puts files that are inside JSON beside it', () => {
  expect(plan({ face: picture })).toEqual([
    ['out-files/0001.jpg', picture],
    ['out.json', '{\n  "face": {\n    "$file": "out-files/0001.jpg"\n  }\n}\n'],
  ]);
});
