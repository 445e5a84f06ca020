import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { pickValue } from './pick-value.ts';

const value = { a: { b: [{ c: 1 }, { c: null }] }, 'd e': { '': 0 }, '1': 'one' };

async function pick(path: string, fallback?: unknown) {
  return (await runNode(pickValue, { value, path, fallback })).output['value'];
}

it.each([
  ['a.b[0].c', 1],
  ['a.b[-1].c', null],
  ['$.a.b[1]', { c: null }],
  ['["d e"][""]', 0],
  ['1', 'one'],
  ['a.b.0.c', 1],
  ['', value],
])('finds what is at %j', async (path, expected) => {
  expect(await pick(path)).toEqual(expected);
});

it('says what is there instead of what is missing', async () => {
  await expect(pick('a.x.y')).rejects.toMatchObject({
    code: 'path-not-found',
    message: 'There is no "x" on the path "a.x.y": what is there is an object with b.',
  });
  await expect(pick('a.b[2]')).rejects.toMatchObject({
    message: expect.stringContaining('a list of 2'),
  });
});

it('takes the fallback for what is missing only', async () => {
  expect(await pick('a.x', 5)).toBe(5);
  expect(await pick('a.x', null)).toBe(null);
  expect(await pick('a.b[1].c', 5)).toBe(null);
});

it('sees only what the JSON has itself', async () => {
  await expect(pick('constructor.name')).rejects.toMatchObject({ code: 'path-not-found' });
  await expect(pick('a.b.length')).rejects.toMatchObject({ code: 'path-not-found' });
});

it.each(['a..b', 'a[', 'a[x]', 'a.'])('refuses the path %s', async (path) => {
  await expect(pick(path)).rejects.toMatchObject({ code: 'invalid-path' });
});
