import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { describeContent } from './describe-content.ts';
import { sniffMediaType } from './sniff-media-type.ts';

const text = (value: string) => new TextEncoder().encode(value);
const latin1 = (value: string) => Uint8Array.from(value, (character) => character.charCodeAt(0));

function describeBytes(bytes: Uint8Array, declaredMediaType?: string) {
  const { $artifact: _, ...facts } = describeContent({
    id: '',
    head: bytes,
    sizeBytes: bytes.length,
    declaredMediaType,
  });
  return facts;
}

const picture = () => sharp({ create: { width: 37, height: 23, channels: 3, background: '#c62' } });

describe('pictures', () => {
  it.each([
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['gif', 'image/gif'],
    ['webp', 'image/webp'],
    ['avif', 'image/avif'],
  ] as const)('are known by their first bytes, with their size: %s', async (format, mediaType) => {
    const bytes = await picture().toFormat(format).toBuffer();
    expect(describeBytes(bytes)).toMatchObject({ mediaType, width: 37, height: 23 });
  });

  it('are known in lossless and layered WebP too', async () => {
    const lossless = await picture().webp({ lossless: true }).toBuffer();
    const layered = await picture().ensureAlpha(0.5).webp().toBuffer();
    expect(describeBytes(lossless)).toMatchObject({ width: 37, height: 23 });
    expect(describeBytes(layered)).toMatchObject({ width: 37, height: 23 });
  });

  it('have the size in which they are shown', async () => {
    const turned = await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(describeBytes(turned)).toMatchObject({ width: 23, height: 37 });
  });

  it('are known as TIFF and BMP', async () => {
    const tiff = await picture().tiff().toBuffer();
    expect(describeBytes(tiff)).toMatchObject({ mediaType: 'image/tiff' });
    const bitmap = new Uint8Array(60);
    bitmap.set(latin1('BM'));
    bitmap.set([40, 0, 0, 0, 7, 0, 0, 0, 0xfb, 0xff, 0xff, 0xff], 14);
    expect(describeBytes(bitmap)).toMatchObject({ mediaType: 'image/bmp', width: 7, height: 5 });
  });

  it('that are cut off keep their type and lose only their size', async () => {
    const bytes = (await picture().png().toBuffer()).subarray(0, 18);
    expect(describeBytes(bytes)).toEqual({ mediaType: 'image/png', sizeBytes: 18 });
  });
});

describe('other files', () => {
  const isoMedia = (brand: string) => latin1(`\0\0\0\x18ftyp${brand}\0\0\0\0`);
  it.each([
    ['WAV', latin1('RIFF\0\0\0\0WAVEfmt '), 'audio/wav'],
    ['MP3 with tags', latin1('ID3\x04\0\0'), 'audio/mpeg'],
    ['MP3 without tags', latin1('\xff\xfb\x90\x64\0\0'), 'audio/mpeg'],
    ['FLAC', latin1('fLaC\0\0\0'), 'audio/flac'],
    ['Ogg', latin1(`OggS${'\0'.repeat(24)}OpusHead`), 'audio/ogg'],
    ['Ogg with pictures', latin1(`OggS${'\0'.repeat(24)}\x80theora`), 'video/ogg'],
    ['MP4', isoMedia('isom'), 'video/mp4'],
    ['M4A', isoMedia('M4A '), 'audio/mp4'],
    ['WebM', latin1('\x1a\x45\xdf\xa3\x9fB\x82\x84webm V_VP9'), 'video/webm'],
    ['WebM sound', latin1('\x1a\x45\xdf\xa3\x9fB\x82\x84webm A_OPUS'), 'audio/webm'],
    ['PDF', text('%PDF-1.7\n'), 'application/pdf'],
    ['ZIP', latin1('PK\x03\x04\x14\0'), 'application/zip'],
    ['JSON', text(' {"a": [1]}'), 'application/json'],
    ['SVG', text('<?xml version="1.0"?>\n<svg xmlns="…"></svg>'), 'image/svg+xml'],
    ['text', text('Grüße, 世界\n'), 'text/plain'],
    ['text that opens like JSON', text('[1] See the note below.'), 'text/plain'],
    ['HTML', text('<!DOCTYPE html><p>'), 'text/plain'],
  ])('are known by their first bytes: %s', (_, bytes, mediaType) => {
    expect(sniffMediaType(bytes, true)).toBe(mediaType);
  });

  it('count as text where the head ends inside a character', () => {
    expect(sniffMediaType(text('abcü').subarray(0, 4), false)).toBe('text/plain');
  });

  it('stay unknown where nothing tells', () => {
    expect(sniffMediaType(Uint8Array.of(0xff, 0xfe, 0, 1), true)).toBeUndefined();
    expect(sniffMediaType(new Uint8Array(), true)).toBeUndefined();
  });

  it.each([
    ['text/csv', text('a,b'), 'text/csv'],
    ['image/png', text('a,b'), 'text/plain'],
    ['application/geo+json', text('{}'), 'application/geo+json'],
    ['application/epub+zip', latin1('PK\x03\x04'), 'application/epub+zip'],
    ['Audio/MP4', isoMedia('isom'), 'audio/mp4'],
    ['text/html', latin1('%PDF-'), 'application/pdf'],
  ])('declared as %s are so only where the content fits', (declared, bytes, mediaType) => {
    expect(describeBytes(bytes, declared).mediaType).toBe(mediaType);
  });
});

describe('sounds', () => {
  function wav(dataBytes: number, announcedBytes = dataBytes): Uint8Array {
    const bytes = new Uint8Array(44 + dataBytes);
    bytes.set(latin1('RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0'));
    const view = new DataView(bytes.buffer);
    view.setUint32(24, 8000, true);
    view.setUint32(28, 16_000, true);
    bytes.set(latin1('data'), 36);
    view.setUint32(40, announcedBytes, true);
    return bytes;
  }

  it('have their length in milliseconds, also where the writer did not know it', () => {
    expect(describeBytes(wav(8000))).toMatchObject({ durationMs: 500 });
    expect(describeBytes(wav(8000, 0))).toMatchObject({ durationMs: 500 });
    expect(describeBytes(wav(8000, 0xffffffff))).toMatchObject({ durationMs: 500 });
  });
});
