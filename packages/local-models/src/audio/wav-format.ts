import { WavError } from './wav-error.ts';

export interface WavFormat {
  encoding: 'integer' | 'float';
  channelCount: number;
  sampleRateHz: number;
  bitsPerSample: number;
}

const pulseCode = 1;
const float = 3;
const extensible = 0xfffe;
const mostChannels = 64;
const sampleRatesHz = { least: 1000, most: 768_000 };

/** Reads the `fmt ` chunk. */
export function parseWavFormat(chunk: DataView): WavFormat {
  if (chunk.byteLength < 16) throw new WavError('corrupt', 'its format chunk is too short');
  const isExtensible = chunk.getUint16(0, true) === extensible;
  if (isExtensible && chunk.byteLength < 26) {
    throw new WavError('corrupt', 'its extended format chunk is too short');
  }
  const tag = chunk.getUint16(isExtensible ? 24 : 0, true);
  const format: WavFormat = {
    encoding: tag === float ? 'float' : 'integer',
    channelCount: chunk.getUint16(2, true),
    sampleRateHz: chunk.getUint32(4, true),
    bitsPerSample: chunk.getUint16(14, true),
  };
  const { channelCount, sampleRateHz, bitsPerSample } = format;
  if (channelCount < 1 || channelCount > mostChannels) {
    throw new WavError('corrupt', `it claims to have ${channelCount} channels`);
  }
  if (sampleRateHz < sampleRatesHz.least || sampleRateHz > sampleRatesHz.most) {
    throw new WavError('corrupt', `it claims a sample rate of ${sampleRateHz} Hz`);
  }
  const known = tag === pulseCode ? [8, 16, 24, 32] : tag === float ? [32, 64] : [];
  if (known.includes(bitsPerSample)) return format;
  const kind =
    tag === pulseCode || tag === float ? `${bitsPerSample} bits a sample` : `code ${tag}`;
  throw new WavError(
    'unsupported',
    `its samples are stored in a way that cannot be read (${kind})`,
  );
}
