/** Samples from -1 to 1. */
export interface Sound {
  sampleRateHz: number;
  /** One array a channel, all of one length. */
  channels: Float32Array[];
}

/** The middle of all channels. */
export function mixToMono({ channels }: Sound): Float32Array {
  const [first = new Float32Array(), ...others] = channels;
  if (others.length === 0) return first;
  return first.map((value, index) => {
    const sum = others.reduce((total, channel) => total + (channel[index] ?? 0), value);
    return sum / channels.length;
  });
}
