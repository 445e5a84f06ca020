import type { BaseType } from '@catena/engine';

const byKind: Readonly<Record<string, BaseType>> = {
  image: 'image',
  audio: 'audio',
  video: 'video',
};

/** The port type that carries files of a media type. */
export function fileTypeOf(mediaType: string): BaseType {
  return byKind[mediaType.split('/')[0] ?? ''] ?? 'file';
}
