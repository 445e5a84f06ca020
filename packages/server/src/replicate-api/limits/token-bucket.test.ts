import { expect, it } from 'vitest';
import { parseAllowance } from './parse-allowance.ts';
import { TokenBucket } from './token-bucket.ts';

it('gives a burst, then one call at a time as it fills', () => {
  let now = 0;
  const bucket = new TokenBucket({ limit: 60, windowMs: 60_000, burst: 2 }, () => now);
  expect(bucket.take()).toMatchObject({ isAllowed: true, remaining: 1, fullInMs: 1_000 });
  expect(bucket.take()).toMatchObject({ isAllowed: true, remaining: 0, nextInMs: 1_000 });
  expect(bucket.take()).toMatchObject({ isAllowed: false, nextInMs: 1_000 });
  now = 999;
  expect(bucket.take()).toMatchObject({
    isAllowed: false,
    nextInMs: expect.closeTo(1, 6) as number,
  });
  now = 1_000;
  expect(bucket.take()).toMatchObject({ isAllowed: true });
  now = 100_000;
  expect(bucket.take()).toMatchObject({ isAllowed: true, remaining: 1 });
});

it.each([
  ['600/min', { limit: 600, windowMs: 60_000, burst: 600 }],
  ['6/min, burst 1', { limit: 6, windowMs: 60_000, burst: 1 }],
  ['2/s burst 10', { limit: 2, windowMs: 1_000, burst: 10 }],
  ['0/min', undefined],
  ['6', undefined],
  ['6/day', undefined],
])('reads %s', (text, expected) => {
  expect(parseAllowance(text)).toEqual(expected);
});
