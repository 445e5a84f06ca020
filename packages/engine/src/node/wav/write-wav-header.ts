import { frameBytes, type WavFormat } from './wav-format.ts';

const headerBytes = 44;

/** Most bytes of samples that the sizes in a WAV header can say. */
export const maxDataBytes = 0xffff_ffff - headerBytes;

function writeWord(view: DataView, start: number, word: string): void {
  for (let index = 0; index < 4; index += 1) view.setUint8(start + index, word.charCodeAt(index));
}

/** The header that stands before `dataBytes` of samples. */
export function writeWavHeader(format: WavFormat, dataBytes: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(headerBytes));
  writeWord(view, 0, 'RIFF');
  view.setUint32(4, headerBytes - 8 + dataBytes + (dataBytes % 2), true);
  writeWord(view, 8, 'WAVE');
  writeWord(view, 12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, format.encoding === 'float' ? 3 : 1, true);
  view.setUint16(22, format.channels, true);
  view.setUint32(24, format.sampleRate, true);
  view.setUint32(28, format.sampleRate * frameBytes(format), true);
  view.setUint16(32, frameBytes(format), true);
  view.setUint16(34, format.bitsPerSample, true);
  writeWord(view, 36, 'data');
  view.setUint32(40, dataBytes, true);
  return new Uint8Array(view.buffer);
}
