import { describe, expect, it } from 'vitest';
import { readCancelAfter } from './cancel-after.ts';
import { readPreferWait } from './prefer-wait.ts';

describe('Prefer', () => {
  it.each([
    ['wait', 60, 'wait'],
    ['wait=5', 5, 'wait=5'],
    ['wait=300', 60, 'wait=60'],
    ['respond-async, wait=10', 10, 'wait=10'],
  ])('"%s" waits', (header, seconds, applied) => {
    expect(readPreferWait(header)).toEqual({ seconds, applied });
  });

  it.each([undefined, '', 'respond-async', 'wait=0', 'waiting', 'await'])(
    '"%s" does not wait',
    (header) => {
      expect(readPreferWait(header)).toBeUndefined();
    },
  );
});

describe('Cancel-After', () => {
  it.each([
    ['30', 30_000],
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['1m30s', 90_000],
    ['1h30m45s', 5_445_000],
    ['24h', 86_400_000],
  ])('"%s" is read', (header, expected) => {
    expect(readCancelAfter(header)).toBe(expected);
  });

  it.each(['4', '24h1s', 'x', 's', '1s1h', '1.5m'])('"%s" is refused', (header) => {
    expect(() => readCancelAfter(header)).toThrow(/5s to 24h/);
  });
});
