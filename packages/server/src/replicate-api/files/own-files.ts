import type { ArtifactRef, ArtifactStore } from '@catena/engine';
import type { OwnFiles } from '../input/resolve-files.ts';
import type { FileStore } from '../store/file-store.ts';
import type { PredictionRecord } from '../store/prediction-record.ts';

/** Finds predictions by the token in the addresses of their files. */
interface Predictions {
  recordByToken(token: string): PredictionRecord | undefined;
}

interface OwnFilesParts {
  artifacts: ArtifactStore;
  files: FileStore;
  predictions: Predictions;
  now(): number;
}

const uploaded = /^\/v1\/files\/([\w-]{1,100})(?:\/download)?$/;
/** As Catena's own API names files; code that the editor writes uses it. */
const stored = /^\/api\/artifacts\/([0-9a-f]{64})$/;
const delivered = /^\/v1\/delivery\/([a-z0-9]{52})\/([0-9a-f]{64})\/[^/]+$/;

/** Whether a file belongs to a prediction, as a part of what came of it or of what it was given. */
export function holdsArtifact(record: PredictionRecord, artifact: string): boolean {
  const reference = `"$artifact":"${artifact}"`;
  return [record.output, record.input].some((part) => JSON.stringify(part)?.includes(reference));
}

/**
 * Recognises addresses that this server gave, whatever name it is reached by: what stands in them is not to
 * be guessed, so whoever knows it may use it, and no connection is made.
 */
export function createOwnFiles({ artifacts, files, predictions, now }: OwnFilesParts): OwnFiles {
  const stat = async (id: string | undefined): Promise<ArtifactRef | null> =>
    (id === undefined ? undefined : await artifacts.stat(id)) ?? null;
  return {
    async find(url) {
      const [, fileId] = uploaded.exec(url.pathname) ?? [];
      if (fileId !== undefined) {
        const file = files.get(fileId);
        const ref = await stat(file && file.expiresAt > now() ? file.artifact : undefined);
        // Its owner said what it is; the content may not tell.
        return ref && file ? { ...ref, mediaType: betterType(ref, file.contentType) } : ref;
      }
      const [, storedId] = stored.exec(url.pathname) ?? [];
      if (storedId !== undefined) return stat(storedId);
      const [, token, artifact] = delivered.exec(url.pathname) ?? [];
      if (token === undefined || artifact === undefined) return undefined;
      const record = predictions.recordByToken(token);
      return stat(record && holdsArtifact(record, artifact) ? artifact : undefined);
    },
  };
}

const unknownType = 'application/octet-stream';

function betterType({ mediaType }: ArtifactRef, declared: string): string {
  return mediaType === unknownType ? declared : mediaType;
}
