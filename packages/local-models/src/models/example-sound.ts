import { encodeWav } from '../audio/encode-wav.ts';

/** A beep of 0.2 seconds: a sound that is small enough to stand in a schema. */
export const beepWav = toDataUri(beep({ sampleRateHz: 8000, frequencyHz: 440, seconds: 0.2 }));

interface Beep {
  sampleRateHz: number;
  frequencyHz: number;
  seconds: number;
}

function beep({ sampleRateHz, frequencyHz, seconds }: Beep): Uint8Array {
  const samples = Float32Array.from(
    { length: sampleRateHz * seconds },
    (_, index) => 0.3 * Math.sin((2 * Math.PI * frequencyHz * index) / sampleRateHz),
  );
  return encodeWav({ sampleRateHz, channels: [samples] });
}

function toDataUri(bytes: Uint8Array): string {
  return `data:audio/wav;base64,${Buffer.from(bytes).toString('base64')}`;
}
