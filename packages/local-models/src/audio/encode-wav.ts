import type { Sound } from './sound.ts';

const headerBytes = 44;

/** Writes a WAV file of 16-bit PCM; samples beyond -1 to 1 are cut. */
export function encodeWav({ sampleRateHz, channels }: Sound): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const frameBytes = channels.length * 2;
  const dataBytes = frames * frameBytes;
  const bytes = new Uint8Array(headerBytes + dataBytes);
  const view = new DataView(bytes.buffer);
  const writeText = (offset: number, text: string) => {
    for (let index = 0; index < text.length; index += 1) {
      view.setUint8(offset + index, text.charCodeAt(index));
    }
  };
  writeText(0, 'RIFF');
  view.setUint32(4, headerBytes - 8 + dataBytes, true);
  writeText(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 16, true);
  writeText(36, 'data');
  view.setUint32(40, dataBytes, true);
  for (const [channel, samples] of channels.entries()) {
    for (let frame = 0; frame < frames; frame += 1) {
      const value = Math.round((samples[frame] ?? 0) * 0x8000);
      const offset = headerBytes + frame * frameBytes + channel * 2;
      view.setInt16(offset, Math.min(0x7fff, Math.max(-0x8000, value)), true);
    }
  }
  return bytes;
}
