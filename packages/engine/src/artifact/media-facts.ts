import { readJpegSize } from './jpeg-size.ts';

/** What the header of a file tells. */
export interface MediaFacts {
  /** Pixels, as shown: after the EXIF orientation of a JPEG. */
  width?: number;
  height?: number;
  /** Milliseconds. */
  durationMs?: number;
}

const latin1 = new TextDecoder('latin1');

function ascii(view: DataView, offset: number, length: number): string {
  return latin1.decode(new Uint8Array(view.buffer, view.byteOffset + offset, length));
}

function webpSize(view: DataView): MediaFacts {
  const uint24 = (offset: number) =>
    view.getUint16(offset, true) + view.getUint8(offset + 2) * 65_536;
  const chunk = ascii(view, 12, 4);
  if (chunk === 'VP8X') return { width: uint24(24) + 1, height: uint24(27) + 1 };
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (chunk !== 'VP8 ') return {};
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

// The largest of the `ispe` boxes: the others are tiles, thumbnails and the like.
function avifSize(view: DataView): MediaFacts {
  let facts: MediaFacts = {};
  let area = 0;
  for (let offset = 0; offset + 16 <= view.byteLength; offset += 1) {
    if (view.getUint32(offset) !== 0x69737065) continue;
    const width = view.getUint32(offset + 8);
    const height = view.getUint32(offset + 12);
    if (width * height > area) facts = { width, height };
    area = Math.max(area, width * height);
  }
  return facts;
}

function wavDuration(view: DataView, sizeBytes: number): MediaFacts {
  let bytesPerSecond = 0;
  for (let offset = 12; offset + 8 <= view.byteLength;) {
    const chunk = ascii(view, offset, 4);
    const chunkBytes = view.getUint32(offset + 4, true);
    if (chunk === 'fmt ') bytesPerSecond = view.getUint32(offset + 16, true);
    if (chunk === 'data' && bytesPerSecond > 0) {
      // Writers to a pipe cannot know the length and put 0 or the largest number there.
      const restBytes = sizeBytes - offset - 8;
      const dataBytes = chunkBytes === 0 ? restBytes : Math.min(chunkBytes, restBytes);
      return { durationMs: Math.round((dataBytes / bytesPerSecond) * 1000) };
    }
    offset += 8 + chunkBytes + (chunkBytes % 2);
  }
  return {};
}

const pixelsPer: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
};

function readLength(tag: string, attribute: string): number | undefined {
  const found = new RegExp(`\\s${attribute}\\s*=\\s*["']\\s*([\\d.]+)\\s*([a-z]*)\\s*["']`).exec(
    tag,
  );
  const scale = pixelsPer[found?.[2] ?? '-'];
  const pixels = Math.round(Number(found?.[1]) * (scale ?? Number.NaN));
  return pixels > 0 ? pixels : undefined;
}

// Drawings say their size in pixels or other units, or only its proportions.
function svgSize(view: DataView): MediaFacts {
  const text = new TextDecoder().decode(view);
  const [tag = ''] = /<svg\s[^>]*>/i.exec(text) ?? [];
  const box = /\sviewBox\s*=\s*["']([^"']*)["']/
    .exec(tag)?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const width = readLength(tag, 'width') ?? Math.round(box?.[2] ?? 0);
  const height = readLength(tag, 'height') ?? Math.round(box?.[3] ?? 0);
  return width > 0 && height > 0 ? { width, height } : {};
}

const readers: Record<string, (view: DataView, sizeBytes: number) => MediaFacts> = {
  'image/png': (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/bmp': (view) => ({
    width: view.getInt32(18, true),
    height: Math.abs(view.getInt32(22, true)),
  }),
  'image/jpeg': readJpegSize,
  'image/webp': webpSize,
  'image/avif': avifSize,
  'image/heic': avifSize,
  'image/svg+xml': svgSize,
  'audio/wav': wavDuration,
};

/**
 * Reads size or length from the first bytes of a file; empty where they do not tell, as when the
 * file is damaged.
 *
 * @param head - The first bytes, e.g. {@link headBytes} of them.
 * @param sizeBytes - Of the whole file.
 */
export function readMediaFacts(head: Uint8Array, mediaType: string, sizeBytes: number): MediaFacts {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    return readers[mediaType]?.(view, sizeBytes) ?? {};
  } catch (error) {
    if (error instanceof RangeError) return {}; // The header is cut off.
    throw error;
  }
}
