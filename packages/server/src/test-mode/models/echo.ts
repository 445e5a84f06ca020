import { fileSchema } from '../../cog/cog-schema.ts';
import type { TestModel } from '../test-model.ts';

const text = { type: 'string' };

/** Gives every input back as it came. */
export const echo: TestModel = {
  name: 'test/echo',
  title: 'Echo',
  description: 'Gives every input back: one of each kind that a model can have.',
  schema: {
    input: {
      text: { schema: text, words: { description: 'Any text.', default: 'hello' } },
      number: { schema: { type: 'number' }, words: { nullable: true } },
      integer: { schema: { type: 'integer', minimum: 0, maximum: 10 }, words: { default: 3 } },
      flag: { schema: { type: 'boolean' }, words: { default: false } },
      choice: {
        schema: {},
        choice: { type: 'string', enum: ['red', 'green', 'blue'] },
        words: { default: 'red', description: 'A colour.' },
      },
      image: { schema: { ...fileSchema, 'x-cog-accept': 'image/*' }, words: { nullable: true } },
      file: { schema: fileSchema, words: { nullable: true } },
      texts: { schema: text, depth: 1, words: { default: [] } },
      files: { schema: fileSchema, depth: 1, words: { nullable: true } },
      secret: {
        schema: { ...text, format: 'password', writeOnly: true, 'x-cog-secret': true },
        words: { nullable: true, description: 'Its length is given back.' },
      },
    },
    output: {
      members: {
        text,
        number: { type: 'number', nullable: true },
        integer: { type: 'integer' },
        flag: { type: 'boolean' },
        choice: text,
        image: { ...fileSchema, contentMediaType: 'image/*', nullable: true },
        file: { ...fileSchema, nullable: true },
        texts: { type: 'array', items: text },
        files: { type: 'array', items: fileSchema },
        secretLength: { type: 'integer' },
      },
    },
  },
  defaultExample: { input: { text: 'hello', choice: 'green' } },
  async predict({ secret, files, ...input }) {
    const { number = null, image = null, file = null } = input;
    const secretLength = typeof secret === 'string' ? secret.length : 0;
    return { ...input, number, image, file, files: files ?? [], secretLength };
  },
};
