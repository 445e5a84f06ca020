import { defineNode, EngineError, port } from '@catena/engine';
import { z } from 'zod';

const largestSeconds = 86_400;

/** Takes a part of a sound. */
export const cutAudio = defineNode({
  type: 'audio.cut',
  version: 1,
  title: 'Cut audio',
  description: 'Takes a part of a sound, such as one passage of speech.',
  category: 'audio',
  input: z.object({
    audio: port.audio().meta({ title: 'Audio', description: 'The sound to cut from.' }),
    startSeconds: z
      .number()
      .min(0)
      .max(largestSeconds)
      .default(0)
      .meta({ title: 'Start', description: 'In seconds from the beginning.' }),
    endSeconds: z.number().min(0).max(largestSeconds).default(largestSeconds).meta({
      title: 'End',
      description: 'In seconds from the beginning; limited to the length of the sound.',
    }),
  }),
  output: z.object({
    audio: port.audio().meta({ title: 'Audio', description: 'The part.' }),
  }),
  async run({ input: { audio: sound, startSeconds, endSeconds }, audio }) {
    if (endSeconds <= startSeconds) {
      throw new EngineError({
        code: 'invalid-range',
        message: `The part ends at ${endSeconds} s, which is not after its start at ${startSeconds} s.`,
        hint: 'Choose an end after the start.',
      });
    }
    return { audio: await audio.cut(sound, { startSeconds, endSeconds }) };
  },
});
