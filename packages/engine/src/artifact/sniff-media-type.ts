const latin1 = new TextDecoder('latin1');

function asciiAt(head: Uint8Array, start: number, length: number): string {
  return latin1.decode(head.subarray(start, start + length));
}

/** Signatures at a fixed place; `also` is a second one that must be there too. */
const signatures: readonly {
  mediaType: string;
  at: number;
  text: string;
  also?: [number, string];
}[] = [
  { mediaType: 'image/png', at: 0, text: '\x89PNG\r\n\x1a\n' },
  { mediaType: 'image/jpeg', at: 0, text: '\xff\xd8\xff' },
  { mediaType: 'image/gif', at: 0, text: 'GIF87a' },
  { mediaType: 'image/gif', at: 0, text: 'GIF89a' },
  { mediaType: 'image/webp', at: 0, text: 'RIFF', also: [8, 'WEBP'] },
  { mediaType: 'audio/wav', at: 0, text: 'RIFF', also: [8, 'WAVE'] },
  { mediaType: 'audio/wav', at: 0, text: 'RF64', also: [8, 'WAVE'] },
  { mediaType: 'image/tiff', at: 0, text: 'II*\0' },
  { mediaType: 'image/tiff', at: 0, text: 'MM\0*' },
  { mediaType: 'audio/flac', at: 0, text: 'fLaC' },
  { mediaType: 'audio/mpeg', at: 0, text: 'ID3' },
  { mediaType: 'application/pdf', at: 0, text: '%PDF-' },
  { mediaType: 'application/zip', at: 0, text: 'PK\x03\x04' },
  { mediaType: 'application/zip', at: 0, text: 'PK\x05\x06' },
];

const brands: readonly [RegExp, string][] = [
  [/^avi[fs]/, 'image/avif'],
  [/^(heic|heix|hevc|hevx|mif1|msf1)/, 'image/heic'],
  [/^M4[AB] /, 'audio/mp4'],
  [/^qt /, 'video/quicktime'],
];

function sniffIsoMedia(head: Uint8Array): string | undefined {
  if (asciiAt(head, 4, 4) !== 'ftyp') return undefined;
  const major = asciiAt(head, 8, 4);
  const found = brands.find(([brand]) => brand.test(major));
  if (found?.[1] === 'image/heic' && asciiAt(head, 16, 64).includes('avif')) return 'image/avif';
  return found ? found[1] : 'video/mp4';
}

function sniffOgg(head: Uint8Array): string | undefined {
  if (asciiAt(head, 0, 4) !== 'OggS') return undefined;
  return asciiAt(head, 28, 64).includes('theora') ? 'video/ogg' : 'audio/ogg';
}

function sniffMatroska(head: Uint8Array): string | undefined {
  if (asciiAt(head, 0, 4) !== '\x1a\x45\xdf\xa3') return undefined;
  const start = asciiAt(head, 0, 4096);
  if (!start.includes('webm')) return 'video/x-matroska';
  return start.includes('A_') && !start.includes('V_') ? 'audio/webm' : 'video/webm';
}

function sniffBitmap(head: Uint8Array): string | undefined {
  const headerSizes = [12, 40, 52, 56, 64, 108, 124];
  const isBitmap = asciiAt(head, 0, 2) === 'BM' && headerSizes.includes(head[14] ?? 0);
  return isBitmap && head[15] === 0 ? 'image/bmp' : undefined;
}

function sniffMpegAudio(head: Uint8Array): string | undefined {
  const [first = 0, second = 0, third = 0] = head;
  const isLayer3 = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  const isFrame = third >> 4 !== 0xf && third >> 4 !== 0 && (third & 0x0c) !== 0x0c;
  return isLayer3 && isFrame ? 'audio/mpeg' : undefined;
}

// Control characters other than tab, line feed, form feed, carriage return and escape.
// oxlint-disable-next-line no-control-regex
const binaryCharacter = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/;

function decodeText(head: Uint8Array, isWhole: boolean): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
    return binaryCharacter.test(text) ? undefined : text;
  } catch {
    return undefined; // Not UTF-8: not a text to us.
  }
}

function isJson(text: string, isWhole: boolean): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  if (!isWhole) return /^\s*(\{\s*"|\[\s*["{[\d-])/.test(text);
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function sniffText(head: Uint8Array, isWhole: boolean): string | undefined {
  if (head.length === 0) return undefined;
  const text = decodeText(head, isWhole);
  if (text === undefined) return undefined;
  if (isJson(text, isWhole)) return 'application/json';
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text)) {
    return 'image/svg+xml';
  }
  return 'text/plain';
}

/**
 * Tells the media type from the first bytes of a file; undefined where they do not tell.
 *
 * @param head - The first bytes; 4096 are enough.
 * @param isWhole - Whether `head` is all of the file.
 */
export function sniffMediaType(head: Uint8Array, isWhole: boolean): string | undefined {
  const signature = signatures.find(
    ({ at, text, also }) =>
      asciiAt(head, at, text.length) === text &&
      (also === undefined || asciiAt(head, also[0], also[1].length) === also[1]),
  );
  return (
    signature?.mediaType ??
    sniffIsoMedia(head) ??
    sniffOgg(head) ??
    sniffMatroska(head) ??
    sniffBitmap(head) ??
    sniffMpegAudio(head) ??
    sniffText(head, isWhole)
  );
}
