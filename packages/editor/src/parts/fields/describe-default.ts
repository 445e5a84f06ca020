import { isArtifactRef, type PortDescriptor } from '@catena/engine';

const longest = 120;

/** A value as the placeholder of an empty control. */
function show(value: unknown): string {
  if (isArtifactRef(value)) return value.mediaType;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** What an empty control shows: the default, or whether a value is needed. */
export function describeDefault({ default: preset, required }: PortDescriptor): string {
  if (preset === '') return 'empty text';
  if (preset !== undefined && preset !== null) return show(preset);
  return required ? 'needed' : 'not set';
}

/** What a number may be: `1 to 8`, `at least 0`; undefined where it may be any. */
export function describeBounds({ minimum, maximum }: PortDescriptor): string | undefined {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `at least ${minimum}`;
  return maximum === undefined ? undefined : `at most ${maximum}`;
}
