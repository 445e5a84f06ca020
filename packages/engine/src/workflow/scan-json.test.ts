import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from './scan-json.ts';
import { textPosition } from './text-position.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const letters = fc.constantFrom(...'{}[]:,"\\ \n/-+.0123456789eEtruefalsnu\u0001\u2028é'.split(''));

describe('scanJson', () => {
  it('agrees with JSON.parse on what is JSON', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), letters, fc.constantFrom('insert', 'replace', 'delete'))
      .map(([json, at, letter, how]) => {
        const place = at % (json.length + 1);
        const rest = json.slice(place + (how === 'insert' ? 0 : 1));
        return json.slice(0, place) + (how === 'delete' ? '' : letter) + rest;
      });
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      broken,
      fc.array(letters).map((l) => l.join('')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        expect(scanJson(text, 1000).fault === undefined).toBe(isJson(text));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['{"a":1,}', 1, 8, 'comma'],
    ["{'a':1}", 1, 2, 'double quotes'],
    ['{"a":1 // x\n}', 1, 8, 'no comments'],
    ['{\n  "a": [1 2]\n}', 2, 11, 'a comma or ] is missing'],
    ['{"a" 1}', 1, 6, 'colon'],
    ['{"a":', 1, 6, 'ends too early'],
    ['{"a":"b\n"}', 1, 6, 'not closed'],
    ['{"a":"\\x"}', 1, 7, 'escape'],
    ['{} {}', 1, 4, 'more text'],
    ['{"a":undefined}', 1, 6, 'not written as JSON'],
    ['', 1, 1, 'ends too early'],
  ])('finds the fault of %j at line %i, column %i', (...row) => {
    const [text, line, column, reason] = row;
    const { fault } = scanJson(text, 64);
    expect(fault?.reason).toContain(reason);
    expect(textPosition(text, fault?.offset ?? -1)).toMatchObject({ line, column });
  });

  it('finds members that are there twice, also when written with escapes', () => {
    expect(scanJson('{"a":1,"b":[{"x":1,"\\u0078":2}],"a":{}}', 64).duplicates).toEqual([
      { key: 'x', path: ['b', 0, 'x'] },
      { key: 'a', path: ['a'] },
    ]);
  });

  it('stops at the limit of depth', () => {
    expect(scanJson('['.repeat(64) + ']'.repeat(64), 64)).toEqual({ duplicates: [] });
    expect(scanJson('['.repeat(1_000_000), 64)).toEqual({ duplicates: [], tooDeep: true });
  });

  it('reads long texts', () => {
    expect(scanJson(JSON.stringify('a\\"'.repeat(2_000_000)), 64)).toEqual({ duplicates: [] });
  });
});
