/** A stretch of a sound, in seconds from its beginning. */
export interface SpeechSegment {
  startSeconds: number;
  endSeconds: number;
}

export interface SpeechRules {
  /** Speech begins where it is more probable than this; it ends a good deal below. */
  threshold: number;
  /** Pauses shorter than this do not end a segment. */
  minimumSilenceSeconds: number;
  /** Added before and after each segment, as far as neighbours and the sound allow. */
  paddingSeconds: number;
}

export interface FrameProbabilities {
  /** Probability of speech in each frame. */
  values: readonly number[];
  frameSeconds: number;
  /** Of the whole sound; the last frame may reach beyond it. */
  durationSeconds: number;
}

/** Speech ends this much below the threshold at which it begins. */
const hysteresis = 0.15;
/** Clicks and breaths are shorter. */
const shortestSpeechSeconds = 0.1;

/** Finds the stretches of speech, from the probability of speech in each frame. */
export function findSpeech(frames: FrameProbabilities, rules: SpeechRules): SpeechSegment[] {
  const { frameSeconds, durationSeconds } = frames;
  const segments = speechRuns(frames, rules)
    .map(({ first, end }) => ({
      startSeconds: first * frameSeconds,
      endSeconds: Math.min(end * frameSeconds, durationSeconds),
    }))
    .filter(({ startSeconds, endSeconds }) => endSeconds - startSeconds >= shortestSpeechSeconds);
  return segments.map(({ startSeconds, endSeconds }, index) => {
    const before = segments[index - 1]?.endSeconds;
    const after = segments[index + 1]?.startSeconds;
    const earliest = before === undefined ? 0 : (before + startSeconds) / 2;
    const latest = after === undefined ? durationSeconds : (endSeconds + after) / 2;
    return {
      startSeconds: toMilliseconds(Math.max(earliest, startSeconds - rules.paddingSeconds)),
      endSeconds: toMilliseconds(Math.min(latest, endSeconds + rules.paddingSeconds)),
    };
  });
}

interface FrameRun {
  first: number;
  /** Exclusive. */
  end: number;
}

function speechRuns({ values, frameSeconds }: FrameProbabilities, rules: SpeechRules): FrameRun[] {
  const endThreshold = Math.max(rules.threshold - hysteresis, 0.01);
  const silentFrames = Math.max(1, Math.round(rules.minimumSilenceSeconds / frameSeconds));
  const runs: FrameRun[] = [];
  let run: FrameRun | undefined;
  for (const [index, value] of values.entries()) {
    if (value > rules.threshold) run ??= { first: index, end: index };
    if (!run) continue;
    if (value >= endThreshold) run.end = index + 1;
    if (index + 1 - run.end >= silentFrames) {
      runs.push(run);
      run = undefined;
    }
  }
  return run ? [...runs, run] : runs;
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
