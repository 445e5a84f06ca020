import type { ArtifactRef } from './artifact-ref.ts';
import { chooseMediaType } from './choose-media-type.ts';
import { readMediaFacts } from './media-facts.ts';
import { sniffMediaType } from './sniff-media-type.ts';

/** How many of a file's first bytes are enough to describe it: camera JPEGs put much before their size. */
export const headBytes = 256 * 1024;

/** Makes the reference of a stored file from its first bytes. */
export function describeContent(content: {
  /** SHA-256 of the whole, lowercase hex. */
  id: string;
  /** The first {@link headBytes} bytes, or all of a smaller file. */
  head: Uint8Array;
  sizeBytes: number;
  declaredMediaType?: string | undefined;
}): ArtifactRef {
  const { id, head, sizeBytes, declaredMediaType } = content;
  const sniffed = sniffMediaType(head, head.length === sizeBytes);
  const mediaType = chooseMediaType(sniffed, declaredMediaType);
  return { $artifact: id, mediaType, sizeBytes, ...readMediaFacts(head, mediaType, sizeBytes) };
}
