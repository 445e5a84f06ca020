import { createHash } from 'node:crypto';
import { EngineError, isArtifactRef } from '@catena/engine';
import { fileSchema } from '../../cog/cog-schema.ts';
import type { TestModel } from '../test-model.ts';

/** Reads a file to its end and says what it was. */
export const digest: TestModel = {
  name: 'test/digest',
  title: 'Digest',
  description: 'Reads a file to its end and names its SHA-256 and its size.',
  schema: {
    input: { file: { schema: fileSchema, words: { description: 'Any file.' } } },
    required: ['file'],
    output: {
      members: {
        sha256: { type: 'string' },
        size: { type: 'integer' },
        media_type: { type: 'string' },
      },
    },
  },
  defaultExample: { input: { file: 'data:text/plain;base64,aGVsbG8=' } },
  async predict({ file }, { artifacts, signal }) {
    if (!isArtifactRef(file)) {
      throw new EngineError({
        code: 'invalid-model-input',
        message: 'The input "file" of test/digest must be a file.',
      });
    }
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of artifacts.read(file.$artifact)) {
      if (signal.aborted) return null;
      hash.update(chunk);
      size += chunk.length;
    }
    return { sha256: hash.digest('hex'), size, media_type: file.mediaType };
  },
};
