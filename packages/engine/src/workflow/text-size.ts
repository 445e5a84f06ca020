function bytesOf(codeUnit: number): number {
  if (codeUnit < 0x80) return 1;
  if (codeUnit < 0x800) return 2;
  // Two halves of a pair make four bytes.
  return codeUnit >= 0xd800 && codeUnit <= 0xdfff ? 2 : 3;
}

/** Whether a text has more bytes in UTF-8 than a limit; looks at no more of it than it must. */
export function exceedsBytes(text: string, limitBytes: number): boolean {
  if (text.length > limitBytes) return true;
  if (text.length * 3 <= limitBytes) return false;
  let sizeBytes = 0;
  for (let index = 0; index < text.length && sizeBytes <= limitBytes; index += 1) {
    sizeBytes += bytesOf(text.charCodeAt(index));
  }
  return sizeBytes > limitBytes;
}
