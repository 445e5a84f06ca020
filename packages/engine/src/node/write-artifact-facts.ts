import type { ArtifactRef } from '../artifact/artifact-ref.ts';

/** What an artifact is, for messages: `image/jpeg, 640×480, 34.2 kB, 1f0c9a2b…`. */
export function writeArtifactFacts(artifact: ArtifactRef): string {
  const { width, height, durationMs, sizeBytes } = artifact;
  const facts = [artifact.mediaType];
  if (width !== undefined && height !== undefined) facts.push(`${width}×${height}`);
  if (durationMs !== undefined) facts.push(`${(durationMs / 1000).toFixed(1)} s`);
  facts.push(
    sizeBytes < 1_000_000
      ? `${(sizeBytes / 1000).toFixed(1)} kB`
      : `${(sizeBytes / 1_000_000).toFixed(1)} MB`,
  );
  return [...facts, `${artifact.$artifact.slice(0, 8)}…`].join(', ');
}
