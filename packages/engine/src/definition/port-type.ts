/** What a port can carry, apart from lists. */
export const baseTypes = [
  'text',
  'number',
  'integer',
  'boolean',
  'image',
  'audio',
  'video',
  'file',
  'json',
  'any',
] as const;

/** One of {@link baseTypes}. */
export type BaseType = (typeof baseTypes)[number];

/** A base type and how many lists are around it: `{ base: 'image', depth: 2 }` is `image[][]`. */
export interface PortType {
  base: BaseType;
  /** 0 for a single value. */
  depth: number;
}

const pattern = /^([a-z]+)((?:\[\])*)$/;

/** Reads `image`, `text[]`, `number[][]` …; undefined where the text is no port type. */
export function parsePortType(text: string): PortType | undefined {
  const [, word, brackets] = pattern.exec(text) ?? [];
  const base = baseTypes.find((candidate) => candidate === word);
  return base && { base, depth: (brackets ?? '').length / 2 };
}

/** Writes a port type as it stands in files and messages, e.g. `image[]`. */
export function writePortType(type: PortType): string {
  return type.base + '[]'.repeat(type.depth);
}

/** Whether values of the type are artifacts. */
export function isFileType(base: BaseType): boolean {
  return base === 'image' || base === 'audio' || base === 'video' || base === 'file';
}
