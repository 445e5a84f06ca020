/** How the samples of a sound are written. */
export interface WavFormat {
  encoding: 'integer' | 'float';
  channels: number;
  /** Samples a second, of each channel. */
  sampleRate: number;
  /** 8, 16, 24 or 32; floats 32 or 64. */
  bitsPerSample: number;
}

/** A frame is one sample of every channel. */
export function frameBytes(format: WavFormat): number {
  return (format.channels * format.bitsPerSample) / 8;
}

/** Whether samples of one can stand beside samples of the other as they are. */
export function isSameFormat(one: WavFormat, other: WavFormat): boolean {
  return (
    one.encoding === other.encoding &&
    one.channels === other.channels &&
    one.sampleRate === other.sampleRate &&
    one.bitsPerSample === other.bitsPerSample
  );
}
