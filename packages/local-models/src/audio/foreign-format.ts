const signatures: readonly { name: string; offset: number; bytes: readonly number[] }[] = [
  { name: 'MP3', offset: 0, bytes: [0x49, 0x44, 0x33] },
  { name: 'Ogg', offset: 0, bytes: [0x4f, 0x67, 0x67, 0x53] },
  { name: 'FLAC', offset: 0, bytes: [0x66, 0x4c, 0x61, 0x43] },
  { name: 'AIFF', offset: 0, bytes: [0x46, 0x4f, 0x52, 0x4d] },
  { name: 'WebM or Matroska', offset: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { name: 'MP4 or M4A', offset: 4, bytes: [0x66, 0x74, 0x79, 0x70] },
  { name: 'AMR', offset: 0, bytes: [0x23, 0x21, 0x41, 0x4d, 0x52] },
];

/** The name of a sound format that is not WAV, where the first bytes show one. */
export function foreignFormat(bytes: Uint8Array): string | undefined {
  const found = signatures.find(({ offset, bytes: signature }) =>
    signature.every((value, index) => bytes[offset + index] === value),
  );
  if (found) return found.name;
  return isMpegFrame(bytes) ? 'MP3 or AAC' : undefined;
}

/** An MPEG audio or ADTS frame header: eleven set bits, then a known version. */
function isMpegFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  return (
    first === 0xff &&
    (second & 0xe0) === 0xe0 &&
    (second & 0x18) !== 0x08 &&
    (third & 0xf0) !== 0xf0
  );
}
