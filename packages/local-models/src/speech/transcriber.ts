import type { InferenceSession, OnnxValue, Tensor } from 'onnxruntime-node';
import { openSession } from '../onnx/open-session.ts';
import { speechSampleRateHz } from './voice-detector.ts';

const startToken = 1;
const endToken = 2;
const vocabularySize = 32_000;
const layerCount = 6;
const cacheShape = [0, 8, 1, 36];
/** The makers' own bound against endless repetition, with some room for very short sounds. */
const tokensPerSecond = 6.5;
const extraTokens = 3;
/** Shorter sounds than a tenth of a second give the encoder nothing to work on. */
export const leastSamples = speechSampleRateHz / 10;

/** Writes down the words of a sound of 16 kHz, of at most 30 seconds. */
export type Transcriber = (samples: Float32Array) => Promise<string>;

/** Loads Moonshine. @see https://github.com/moonshine-ai/moonshine */
export async function openTranscriber(paths: {
  encoder: string;
  decoder: string;
}): Promise<Transcriber> {
  const [encoder, decoder, { LlamaTokenizer }, { Tensor: RuntimeTensor }] = await Promise.all([
    openSession(paths.encoder),
    openSession(paths.decoder),
    import('llama-tokenizer-js'),
    import('onnxruntime-node'),
  ]);
  const tokenizer = new LlamaTokenizer();
  return async (samples) => {
    if (samples.length < leastSamples) return '';
    const limit = Math.ceil((samples.length / speechSampleRateHz) * tokensPerSecond) + extraTokens;
    const { last_hidden_state: hiddenStates } = await encoder.run({
      input_values: new RuntimeTensor('float32', samples, [1, samples.length]),
    });
    if (!hiddenStates) throw new Error('The speech encoder gave no output.');
    const tokens = await decodeGreedily({ decoder, hiddenStates, limit, RuntimeTensor });
    return tokenizer.decode(tokens, false, true).trim();
  };
}

interface Decoding {
  decoder: InferenceSession;
  hiddenStates: OnnxValue;
  limit: number;
  RuntimeTensor: typeof Tensor;
}

async function decodeGreedily(decoding: Decoding): Promise<number[]> {
  const { decoder, hiddenStates, limit, RuntimeTensor } = decoding;
  const cache = emptyCache(RuntimeTensor);
  const tokens: number[] = [];
  let token = startToken;
  for (let step = 0; step < limit; step += 1) {
    const output = await decoder.run({
      input_ids: new RuntimeTensor('int64', BigInt64Array.of(BigInt(token)), [1, 1]),
      encoder_hidden_states: hiddenStates,
      use_cache_branch: new RuntimeTensor('bool', [step > 0]),
      ...cache,
    });
    token = bestToken(output['logits']?.data);
    if (token === endToken) break;
    tokens.push(token);
    for (const name of Object.keys(cache)) {
      // What the decoder made of the encoder's output is only given in the first step.
      if (step > 0 && name.includes('.encoder.')) continue;
      const kept = output[name.replace('past_key_values', 'present')];
      if (kept) cache[name] = kept;
    }
  }
  return tokens;
}

function emptyCache(RuntimeTensor: typeof Tensor): Record<string, OnnxValue> {
  const cache: Record<string, OnnxValue> = {};
  for (let layer = 0; layer < layerCount; layer += 1) {
    for (const part of ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value']) {
      cache[`past_key_values.${layer}.${part}`] = new RuntimeTensor(
        'float32',
        new Float32Array(0),
        cacheShape,
      );
    }
  }
  return cache;
}

/** Of the text tokens; the net has some hundred more that stand for no text. */
function bestToken(logits: unknown): number {
  if (!(logits instanceof Float32Array)) throw new TypeError('The speech decoder gave no tokens.');
  let best = 0;
  for (let token = 1; token < vocabularySize; token += 1) {
    if ((logits[token] ?? 0) > (logits[best] ?? 0)) best = token;
  }
  return best;
}
