import type { ArtifactRef } from '@catena/engine';
import { formatBytes } from '../format-bytes.ts';
import { formatClock } from '../format-time.ts';

/** Width and height of a picture: `800 × 640`; undefined where they are not known. */
export function describeSize({ width, height }: ArtifactRef): string | undefined {
  return width === undefined || height === undefined ? undefined : `${width} × ${height}`;
}

/** A stored file in a line: `800 × 640, PNG, 1.4 MB`. */
export function describeArtifact(artifact: ArtifactRef): string {
  const { mediaType, sizeBytes, durationMs } = artifact;
  const kind =
    mediaType
      .split('/')[1]
      ?.replace(/^x-|\+.*$/g, '')
      .toUpperCase() ?? mediaType;
  const length = durationMs === undefined ? undefined : formatClock(durationMs);
  return [describeSize(artifact), length, kind, formatBytes(sizeBytes)]
    .filter((part) => part !== undefined)
    .join(', ');
}

const extensions: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/x-wav': 'wav',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'text/plain': 'txt',
  'video/quicktime': 'mov',
  'application/octet-stream': 'bin',
};

/** The name that a browser saves a stored file under. */
export function artifactFileName(artifact: ArtifactRef, stem = 'result'): string {
  const [plain = ''] = artifact.mediaType.split(';');
  const ending = extensions[plain] ?? plain.split('/')[1]?.replace(/^x-|\+.*$/g, '') ?? 'bin';
  return `${stem.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.${ending}`;
}
