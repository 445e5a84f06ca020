import { describe, expect, it } from 'vitest';
import { WrittenFile } from './written-file.ts';

describe('WrittenFile', () => {
  it('grows, and can be rewound to mend its beginning', () => {
    const file = new WrittenFile();
    file.write(Uint8Array.of(0, 0, 3));
    file.write(new Uint8Array(200_000).fill(7));
    expect(file.seek(0, 0)).toBe(0);
    file.write(Uint8Array.of(1, 2));
    expect(file.seek(0, 1)).toBe(2);
    expect(file.seek(-1, 2)).toBe(200_002);
    const bytes = file.bytes();
    expect(bytes).toHaveLength(200_003);
    expect([...bytes.subarray(0, 4)]).toEqual([1, 2, 3, 7]);
  });
});
