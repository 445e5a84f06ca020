/** Checksum of PNG chunks. @see https://www.w3.org/TR/png/#D-CRCAppendix */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return ((high << 16) | low) >>> 0;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function bigEndian(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const body = join([new TextEncoder().encode(name), content]);
  return join([bigEndian(content.length), body, bigEndian(crc32(body))]);
}

/** A zlib stream of one block that is stored as it is: at most 65,535 bytes. */
function store(bytes: Uint8Array): Uint8Array {
  const [size, rest] = [bytes.length, 0xffff - bytes.length];
  const header = [0x78, 0x01, 0x01, size & 255, size >> 8, rest & 255, rest >> 8];
  return join([new Uint8Array(header), bytes, bigEndian(adler32(bytes))]);
}

/** A grey chequered square as PNG, to stand for a picture; `side` is at most 240 pixels. */
export function samplePng(side: number): Uint8Array {
  const rows = new Uint8Array(side * (side + 1));
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      rows[y * (side + 1) + 1 + x] = ((x >> 3) + (y >> 3)) % 2 === 0 ? 210 : 170;
    }
  }
  const header = join([bigEndian(side), bigEndian(side), new Uint8Array([8, 0, 0, 0, 0])]);
  const signature = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
  const end = new Uint8Array(0);
  return join([signature, chunk('IHDR', header), chunk('IDAT', store(rows)), chunk('IEND', end)]);
}

/** Silence as WAV, to stand for a sound: 16 kHz, mono, 16 bits. */
export function sampleWav(durationMs: number): Uint8Array {
  const sampleRate = 16_000;
  const sizeBytes = Math.round((durationMs / 1000) * sampleRate) * 2;
  const bytes = new Uint8Array(44 + sizeBytes);
  const view = new DataView(bytes.buffer);
  const write = (text: string, offset: number) => bytes.set(new TextEncoder().encode(text), offset);
  write('RIFF', 0);
  view.setUint32(4, 36 + sizeBytes, true);
  write('WAVEfmt ', 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write('data', 36);
  view.setUint32(40, sizeBytes, true);
  return bytes;
}
