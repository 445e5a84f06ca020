import type { ArtifactRef } from '../artifact/artifact-ref.ts';

/**
 * Work on samples, done by the host. Rejects with EngineError `corrupt-audio` where an input is damaged,
 * `unsupported-audio` where it is of a kind that the tool does not read.
 */
export interface AudioTool {
  /** Takes the part from `startSeconds` to `endSeconds`, limited to the sound; `part-outside-audio` where nothing of it is inside. */
  cut(
    audio: ArtifactRef,
    options: { startSeconds: number; endSeconds: number },
  ): Promise<ArtifactRef>;
  /** Joins sounds in order, resampled and mixed to the format of the first. */
  concatenate(audios: ArtifactRef[], options: { gapSeconds: number }): Promise<ArtifactRef>;
}
