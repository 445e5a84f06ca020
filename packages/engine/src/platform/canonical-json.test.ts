import { describe, expect, it } from 'vitest';
import { EngineError } from '../errors/engine-error.ts';
import { canonicalJson } from './canonical-json.ts';

function refusal(value: unknown): unknown {
  try {
    return canonicalJson(value);
  } catch (error) {
    return EngineError.isInstance(error) ? error.code : error;
  }
}

describe('canonicalJson', () => {
  it('sorts members by UTF-16 code units, as the example of RFC 8785 does', () => {
    const members = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\u{1f600}': 5,
      '\u0080': 6,
      ö: 7,
    };
    const keys = Object.keys(JSON.parse(canonicalJson(members)) as object);
    expect(canonicalJson(members).match(/:\d/g)).toEqual([
      ':2',
      ':4',
      ':6',
      ':7',
      ':1',
      ':5',
      ':3',
    ]);
    expect(keys).toHaveLength(7);
  });

  it('writes numbers in their shortest form', () => {
    expect(canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, -0, 1e-27])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,0,1e-27]',
    );
  });

  it('leaves undefined members out and refuses what JSON has no form for', () => {
    expect(canonicalJson({ b: undefined, a: [null, true, 'é"\n'] })).toBe(
      '{"a":[null,true,"é\\"\\n"]}',
    );
    expect([Number.NaN, Infinity, 1n, () => 1, Symbol('x'), [undefined]].map(refusal)).toEqual(
      Array.from({ length: 6 }, () => 'not-json-value'),
    );
  });

  it('refuses nesting that would exhaust the stack, and circles', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(refusal(circle)).toBe('not-json-value');
  });
});
