import { EngineError, isArtifactRef } from '@catena/engine';

/** The text of a value: texts and numbers as they are, lists of them with commas, the rest as JSON. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isArtifactRef(value)) {
    throw new EngineError({
      code: 'not-a-text',
      message: `A file (${value.mediaType}) cannot be put into a text.`,
      hint: 'Let a model describe or transcribe it first, and connect that.',
    });
  }
  const isPlainList =
    Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object');
  return isPlainList ? value.map(toText).join(', ') : JSON.stringify(value);
}
