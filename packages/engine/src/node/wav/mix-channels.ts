function average(channels: readonly Float32Array[]): Float32Array {
  const [first, ...others] = channels;
  if (!first || others.length === 0) return first ?? new Float32Array();
  return first.map(
    (sample, index) =>
      others.reduce((sum, other) => sum + (other[index] ?? 0), sample) / channels.length,
  );
}

/** Brings a sound to another number of channels: surplus ones are averaged in, missing ones repeated. */
export function mixChannels(channels: readonly Float32Array[], count: number): Float32Array[] {
  return Array.from({ length: count }, (_, target) => {
    const sources = channels.filter((_channel, source) => source % count === target);
    return average(
      sources.length > 0 ? sources : channels.slice(target % channels.length).slice(0, 1),
    );
  });
}
