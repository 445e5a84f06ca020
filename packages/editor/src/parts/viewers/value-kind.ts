import { isArtifactRef, type BaseType, type PortType } from '@catena/engine';

function kindOfMedia(mediaType: string): BaseType {
  const [family] = mediaType.split('/');
  return family === 'image' || family === 'audio' || family === 'video' ? family : 'file';
}

const fileTypes: ReadonlySet<BaseType> = new Set(['image', 'audio', 'video', 'file']);

/**
 * The kind of a single value, as it is to be shown: what a file is by its content, what else there is
 * by its JSON type, and a text as an address where the port carries files.
 */
export function valueKind(value: unknown, type?: PortType): BaseType {
  if (isArtifactRef(value)) return kindOfMedia(value.mediaType);
  switch (typeof value) {
    case 'string':
      return type && fileTypes.has(type.base) ? 'file' : 'text';
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'json';
  }
}
