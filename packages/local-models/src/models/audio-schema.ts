import type { JsonSchema } from '@catena/engine';

/** A port that takes a WAV sound. */
export function audioInput(description: string): JsonSchema {
  return { type: 'string', format: 'uri', description, 'x-cog-accept': 'audio/wav' };
}

/** Of an object that stands for a stretch of a sound. */
export const segmentProperties = {
  startSeconds: { type: 'number' },
  endSeconds: { type: 'number' },
};
