import { frameBytes, type WavFormat } from './wav-format.ts';

/** What a WAV file holds, and where. */
export interface WavHeader {
  format: WavFormat;
  /** Bytes from the start of the file to the first sample. */
  dataStart: number;
  frames: number;
}

/** Why a file cannot be read as WAV. */
export interface WavProblem {
  kind: 'corrupt' | 'unsupported';
  reason: string;
}

const latin1 = new TextDecoder('latin1');
const integerCode = 1;
const floatCode = 3;
const extensibleCode = 0xfffe;

function corrupt(reason: string): WavProblem {
  return { kind: 'corrupt', reason };
}

function readFormat(view: DataView, start: number, sizeBytes: number): WavFormat | WavProblem {
  if (sizeBytes < 16) return corrupt('its format is cut off');
  const declared = view.getUint16(start, true);
  const isExtensible = declared === extensibleCode && sizeBytes >= 26;
  const code = isExtensible ? view.getUint16(start + 24, true) : declared;
  const format: WavFormat = {
    encoding: code === floatCode ? 'float' : 'integer',
    channels: view.getUint16(start + 2, true),
    sampleRate: view.getUint32(start + 4, true),
    bitsPerSample: view.getUint16(start + 14, true),
  };
  const { channels, sampleRate, bitsPerSample } = format;
  const isKnown =
    (code === integerCode && [8, 16, 24, 32].includes(bitsPerSample)) ||
    (code === floatCode && [32, 64].includes(bitsPerSample));
  if (!isKnown) {
    return {
      kind: 'unsupported',
      reason: `encoding ${code} with ${bitsPerSample} bits is not known`,
    };
  }
  if (channels === 0 || channels > 64 || sampleRate === 0 || sampleRate > 1_000_000) {
    return corrupt(`${channels} channels at ${sampleRate} Hz make no sense`);
  }
  return format;
}

function readData(
  format: WavFormat | undefined,
  chunk: { start: number; sizeBytes: number; fileBytes: number },
): WavHeader | WavProblem {
  if (!format) return corrupt('its samples come before their format');
  const restBytes = chunk.fileBytes - chunk.start;
  // Writers to a pipe cannot know the length and put 0 or a very large number there.
  const isStreamed = chunk.sizeBytes === 0 || chunk.sizeBytes >= 0x7fff_0000;
  if (!isStreamed && chunk.sizeBytes > restBytes) {
    return corrupt(`it is cut off: ${restBytes} of ${chunk.sizeBytes} bytes of sound are there`);
  }
  const dataBytes = isStreamed ? restBytes : chunk.sizeBytes;
  return { format, dataStart: chunk.start, frames: Math.floor(dataBytes / frameBytes(format)) };
}

/**
 * Reads the header of a WAV file from its first bytes.
 *
 * @param fileBytes - Size of the whole file.
 */
export function readWavHeader(head: Uint8Array, fileBytes: number): WavHeader | WavProblem {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const word = (start: number) => latin1.decode(head.subarray(start, start + 4));
  if (word(0) !== 'RIFF' || word(8) !== 'WAVE') {
    return { kind: 'unsupported', reason: 'it is not a WAV file' };
  }
  let format: WavFormat | undefined;
  for (let start = 12; start + 8 <= head.length;) {
    const sizeBytes = view.getUint32(start + 4, true);
    if (word(start) === 'data') {
      return readData(format, { start: start + 8, sizeBytes, fileBytes });
    }
    if (word(start) === 'fmt ') {
      if (start + 8 + Math.min(sizeBytes, 40) > head.length) break;
      const found = readFormat(view, start + 8, sizeBytes);
      if ('kind' in found) return found;
      format = found;
    }
    start += 8 + sizeBytes + (sizeBytes % 2);
  }
  return corrupt('it ends before its samples');
}
