import { fileSchema } from '../../cog/cog-schema.ts';
import type { TestModel } from '../test-model.ts';

const chunkBytes = 1024 * 1024;
const mostBytes = 4 * 1024 ** 3;

/** Words that look like chance and are the same for the same seed (xorshift32). */
function fill(chunk: Uint32Array, seed: number): void {
  let word = (seed ^ 0x9e3779b9) | 1;
  for (let index = 0; index < chunk.length; index += 1) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    chunk[index] = word;
  }
}

/** One drawn block, repeated; each begins with its number, so that no two are equal. */
async function* generate(
  size: number,
  seed: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const block = new Uint32Array(chunkBytes / 4);
  fill(block, seed);
  for (let start = 0; start < size && !signal.aborted; start += chunkBytes) {
    const chunk = block.slice();
    chunk[0] = start / chunkBytes;
    yield new Uint8Array(chunk.buffer, 0, Math.min(chunkBytes, size - start));
  }
}

/** Makes a file of any size, without ever holding it. */
export const bytes: TestModel = {
  name: 'test/bytes',
  title: 'Bytes',
  description: 'Makes a file of so many bytes; the same seed gives the same file.',
  schema: {
    input: {
      size: {
        schema: { type: 'integer', minimum: 0, maximum: mostBytes },
        words: { default: 1024, description: 'How many bytes.' },
      },
      seed: {
        schema: { type: 'integer', minimum: 0, maximum: 2 ** 31 - 1 },
        words: { default: 0 },
      },
    },
    output: { schema: fileSchema },
  },
  defaultExample: { input: { size: 1024, seed: 7 } },
  predict: ({ size, seed }, { artifacts, signal }) =>
    artifacts.put(generate(Number(size), Number(seed), signal), { signal }),
};
