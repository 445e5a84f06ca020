import { defineNode, EngineError, port } from '@catena/engine';
import { z } from 'zod';

/** Joins sounds one after the other. */
export const concatenateAudios = defineNode({
  type: 'audio.concatenate',
  version: 1,
  title: 'Join audio',
  description: 'Plays all sounds of a list one after the other, in one file.',
  category: 'audio',
  input: z.object({
    audios: z
      .array(port.audio())
      .meta({ title: 'Audio', description: 'The sounds, in order. The first decides the format.' }),
    gapSeconds: z
      .number()
      .min(0)
      .max(60)
      .default(0)
      .meta({ title: 'Gap', description: 'Silence between two sounds, in seconds.' }),
  }),
  output: z.object({
    audio: port.audio().meta({ title: 'Audio', description: 'All sounds as one.' }),
  }),
  async run({ input: { audios, gapSeconds }, audio }) {
    if (audios.length === 0) {
      throw new EngineError({
        code: 'empty-list',
        message: 'There is no sound to join.',
        hint: 'The list is empty, or every item failed or was skipped upstream.',
      });
    }
    return { audio: await audio.concatenate(audios, { gapSeconds }) };
  },
});
