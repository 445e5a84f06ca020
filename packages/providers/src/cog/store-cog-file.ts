import type { ArtifactRef, CollectContext } from '@catena/engine';
import { request } from 'undici';
import { readDataUrl } from '../shared/data-url.ts';
import { cogError, toConnectionError, type CogPlace } from './cog-error.ts';

/**
 * Puts a file of an output into the store: what a data: URL holds, or what a container that uploads its
 * outputs left at an address.
 *
 * @throws EngineError that is retryable where the transfer may succeed another time.
 */
export async function storeCogFile(
  url: string,
  place: CogPlace,
  { artifacts, signal }: CollectContext,
): Promise<ArtifactRef> {
  const data = readDataUrl(url);
  if (data !== undefined) {
    return artifacts.put(data.content, { mediaType: data.mediaType, signal });
  }
  const response = await request(url, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw toConnectionError(place, error);
  });
  const { statusCode, headers, body } = response;
  if (statusCode !== 200) {
    await body.dump();
    throw cogError({
      code: 'download-failed',
      message: `An output of ${place.model} could not be fetched: ${new URL(url).origin} answered with ${statusCode}.`,
      hint: 'Check the address that the container uploads its outputs to.',
      retryable: statusCode >= 500 || statusCode === 429,
    });
  }
  const type = headers['content-type'];
  const mediaType = typeof type === 'string' ? { mediaType: type } : {};
  return artifacts.put(body, { ...mediaType, signal });
}
