import type { TestModel } from '../test-model.ts';

/** Gives a text word by word, as language models do. */
export const stream: TestModel = {
  name: 'test/stream',
  title: 'Stream',
  description: 'Gives a text back word by word, with its spaces and line ends.',
  schema: {
    input: {
      text: { schema: { type: 'string' }, words: { description: 'What to say.' } },
      delay_ms: {
        schema: { type: 'integer', minimum: 0, maximum: 60_000 },
        words: { default: 0, description: 'Milliseconds before each word.' },
      },
    },
    required: ['text'],
    output: {
      schema: {
        type: 'array',
        items: { type: 'string' },
        'x-cog-array-type': 'iterator',
        'x-cog-array-display': 'concatenate',
      },
    },
  },
  defaultExample: { input: { text: 'One word after another.' } },
  async predict({ text, delay_ms: delayMs }, context) {
    const pieces = String(text).match(/\s*\S+|\s+$/g) ?? [];
    const said: string[] = [];
    for (const piece of pieces) {
      await context.sleep(Number(delayMs));
      if (context.signal.aborted) return said;
      context.text(piece);
      said.push(piece);
    }
    return said;
  },
};
