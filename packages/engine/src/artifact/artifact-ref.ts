/**
 * A stored file as it travels in values and events. `$artifact` is the SHA-256 of the content in
 * lowercase hex and is the artifact's id.
 */
export interface ArtifactRef {
  $artifact: string;
  /** As sniffed from the content, e.g. `image/png`; `application/octet-stream` where unknown. */
  mediaType: string;
  sizeBytes: number;
  /** Pixels, where the artifact is an image or a video. */
  width?: number;
  /** Pixels, where the artifact is an image or a video. */
  height?: number;
  /** Length in milliseconds, where the artifact is a sound or a video. */
  durationMs?: number;
}

const sha256 = /^[0-9a-f]{64}$/;

/** Whether a value is a reference to an artifact. */
export function isArtifactRef(value: unknown): value is ArtifactRef {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$artifact' in value &&
    typeof value.$artifact === 'string' &&
    sha256.test(value.$artifact) &&
    'mediaType' in value
  );
}
