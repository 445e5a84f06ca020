import type { ArtifactRef } from './artifact-ref.ts';

/**
 * Fetches files that workflows name by their `http(s)` addresses. A workflow may come from a stranger:
 * an implementation decides which addresses may be reached at all.
 */
export interface UrlFetcher {
  /**
   * Stores what an address names.
   *
   * @throws EngineError `url-refused` where the address may not be reached; `url-failed` where nothing
   *   came of it, `retryable` where it may the next time; those of the artifact store.
   */
  fetch(url: string, options: { signal: AbortSignal }): Promise<ArtifactRef>;
}
