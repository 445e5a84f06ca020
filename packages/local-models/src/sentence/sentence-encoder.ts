import { readFile } from 'node:fs/promises';
import type { InferenceSession } from 'onnxruntime-node';
import { z } from 'zod';
import type { LoadContext } from '../models/local-model.ts';
import { openSession } from '../onnx/open-session.ts';
import { encoderFile, vocabularyFile } from './sentence-package.ts';
import { SentenceTokeniser, type Piece } from './sentence-tokeniser.ts';

// The encoder was trained to look at no more.
const mostTokens = 128;

const vocabularySchema = z.array(z.tuple([z.string(), z.number().nullable()]));

/** Turns English sentences into vectors whose closeness is closeness of meaning. */
export class SentenceEncoder {
  readonly #session: InferenceSession;
  readonly #tokeniser: SentenceTokeniser;

  private constructor(session: InferenceSession, tokeniser: SentenceTokeniser) {
    this.#session = session;
    this.#tokeniser = tokeniser;
  }

  static async load({ weightPath }: LoadContext): Promise<SentenceEncoder> {
    const session = await openSession(weightPath(encoderFile));
    const text = await readFile(weightPath(vocabularyFile), 'utf8');
    const vocabulary = fillScores(vocabularySchema.parse(JSON.parse(text)));
    return new SentenceEncoder(session, new SentenceTokeniser(vocabulary));
  }

  /** 512 numbers, of length one together. */
  async embed(text: string): Promise<Float32Array> {
    const { Tensor } = await import('onnxruntime-node');
    const ids = this.#tokeniser.encode(text).slice(0, mostTokens);
    const row = BigInt64Array.from(ids, (id) => BigInt(id));
    const { emb } = await this.#session.run({ ids: new Tensor('int64', row, [row.length]) });
    if (!(emb?.data instanceof Float32Array)) throw new Error('The encoder gave no vector.');
    return emb.data;
  }
}

/** The package lost the scores of pieces with a colon; pieces are sorted, so the one before is close. */
function fillScores(pieces: readonly (readonly [string, number | null])[]): Piece[] {
  let last = 0;
  return pieces.map(([text, score]) => {
    last = score ?? last;
    return [text, last];
  });
}
