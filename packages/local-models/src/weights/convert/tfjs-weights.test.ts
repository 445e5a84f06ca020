import { describe, expect, it } from 'vitest';
import { decodeWeights, halfToNumber } from './tfjs-weights.ts';

describe('decodeWeights', () => {
  it('reads plain and quantised tensors that lie one after the other', () => {
    const bytes = Buffer.concat([
      Buffer.from(Float32Array.of(1.5, -2).buffer),
      Buffer.from(Int32Array.of(-7).buffer),
      Buffer.from([0, 128, 255]),
      Buffer.from(Uint16Array.of(0, 65535).buffer),
      Buffer.from(Uint16Array.of(0x3c00, 0xc000, 0x3555).buffer),
      Buffer.from([3]),
    ]);
    const tensors = decodeWeights(
      [
        { name: 'plain', shape: [2, 1], dtype: 'float32' },
        { name: 'whole', shape: [], dtype: 'int32' },
        {
          name: 'byte',
          shape: [3],
          dtype: 'float32',
          quantization: { dtype: 'uint8', scale: 0.5, min: -64 },
        },
        {
          name: 'word',
          shape: [2],
          dtype: 'float32',
          quantization: { dtype: 'uint16', scale: 2 ** -16, min: 1 },
        },
        { name: 'half', shape: [3], dtype: 'float32', quantization: { dtype: 'float16' } },
        {
          name: 'steps',
          shape: [1],
          dtype: 'int32',
          quantization: { dtype: 'uint8', scale: 2, min: -1 },
        },
      ],
      bytes,
    );
    const values = (name: string) => Array.from(tensors.get(name)?.data ?? [], Number);
    expect(values('plain')).toEqual([1.5, -2]);
    expect(tensors.get('plain')?.shape).toEqual([2, 1]);
    expect(values('whole')).toEqual([-7]);
    expect(values('byte')).toEqual([-64, 0, 63.5]);
    expect(values('word')).toEqual([1, 1 + 65535 / 65536].map(Math.fround));
    expect(values('half')).toEqual([1, -2, Math.fround(0.333251953125)]);
    expect(values('steps')).toEqual([5]);
  });

  it('refuses shards that are shorter or longer than the manifest', () => {
    const entries = [{ name: 'a', shape: [2], dtype: 'float32' as const }];
    expect(() => decodeWeights(entries, new Uint8Array(7))).toThrow('before the weight "a"');
    expect(() => decodeWeights(entries, new Uint8Array(9))).toThrow('names 8');
  });
});

describe('halfToNumber', () => {
  it.each([
    [0x0000, 0],
    [0x0001, 2 ** -24],
    [0x7bff, 65504],
    [0xfc00, -Infinity],
    [0x3800, 0.5],
  ])('reads %i', (bits, number) => {
    expect(halfToNumber(bits)).toBe(number);
  });

  it('reads what is not a number', () => {
    expect(halfToNumber(0x7e00)).toBeNaN();
  });
});
