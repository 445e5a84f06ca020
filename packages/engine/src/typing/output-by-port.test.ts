import { describe, expect, it } from 'vitest';
import { outputsOf, uri } from '../../test/ports-in-short.ts';
import { outputByPort } from './output-by-port.ts';

describe('outputByPort', () => {
  it('joins streams, passes single values and leaves missing ones out', () => {
    const stream = outputsOf({
      type: 'array',
      items: { type: 'string' },
      'x-cog-array-display': 'concatenate',
    });
    expect(outputByPort(stream, ['Hel', 'lo'])).toEqual({ output: 'Hello' });
    expect(outputByPort(stream, 'Hello')).toEqual({ output: 'Hello' });
    const single = outputsOf({ type: 'array', items: uri });
    expect(outputByPort(single, ['a', null])).toEqual({ output: ['a', null] });
    expect(outputByPort(single, null)).toEqual({});
    const one = outputsOf({ type: 'object', properties: { output: { type: 'string' } } });
    expect(outputByPort(one, { output: 'x' })).toEqual({ output: 'x' });
    expect(outputByPort(one, 'something else')).toEqual({});
  });
});
