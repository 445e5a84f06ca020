import type { FrameProbabilities, SpeechSegment } from './find-speech.ts';

/**
 * Cuts segments that are longer than a limit, each time at the frame that is least like speech in the last
 * third before the limit.
 */
export function cutLongSpeech(
  segments: readonly SpeechSegment[],
  { values, frameSeconds }: FrameProbabilities,
  longestSeconds: number,
): SpeechSegment[] {
  return segments.flatMap(({ startSeconds, endSeconds }) => {
    const parts: SpeechSegment[] = [];
    let start = startSeconds;
    while (endSeconds - start > longestSeconds) {
      const from = Math.ceil((start + (longestSeconds * 2) / 3) / frameSeconds);
      const to = Math.floor((start + longestSeconds) / frameSeconds);
      const cut = (quietestFrame(values, from, to) + 0.5) * frameSeconds;
      const cutSeconds = Math.round(Math.min(cut, start + longestSeconds) * 1000) / 1000;
      parts.push({ startSeconds: start, endSeconds: cutSeconds });
      start = cutSeconds;
    }
    return [...parts, { startSeconds: start, endSeconds }];
  });
}

function quietestFrame(values: readonly number[], from: number, to: number): number {
  let quietest = to;
  for (let index = to; index >= from; index -= 1) {
    if ((values[index] ?? 1) < (values[quietest] ?? 1)) quietest = index;
  }
  return quietest;
}
