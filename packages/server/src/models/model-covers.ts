import type { ArtifactRef, ArtifactStore, ModelDescription, UrlFetcher } from '@catena/engine';
import { coverSourceOf } from './cover-source.ts';

const longestWaitMs = 20_000;
const mostRemembered = 500;
/** Larger ones say nothing more in a list. */
const mostBytes = 20 * 1024 ** 2;

/**
 * Pictures of models, fetched by the server and kept as artifacts: a page of this server shows nothing
 * from elsewhere, and tells nobody what is looked at.
 */
export class ModelCovers {
  readonly #artifacts: ArtifactStore;
  readonly #fetcher: UrlFetcher;
  readonly #known = new Map<string, Promise<ArtifactRef | undefined>>();

  constructor(parts: { artifacts: ArtifactStore; fetcher: UrlFetcher }) {
    this.#artifacts = parts.artifacts;
    this.#fetcher = parts.fetcher;
  }

  /** The picture of a model; undefined where it has none, or none that can be had. */
  async find(model: ModelDescription): Promise<ArtifactRef | undefined> {
    const source = coverSourceOf(model);
    if (source === undefined) return undefined;
    const known = this.#known.get(source);
    // What nobody looked at for long may have been deleted.
    if (known && (await this.#isStored(known))) return known;
    const asked = this.#fetch(source).catch(() => {
      // The next who asks tries again.
      this.#known.delete(source);
      return undefined;
    });
    const [oldest] = this.#known.keys();
    if (this.#known.size >= mostRemembered && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(source, asked);
    return asked;
  }

  async #isStored(known: Promise<ArtifactRef | undefined>): Promise<boolean> {
    const ref = await known;
    return ref === undefined || (await this.#artifacts.stat(ref.$artifact)) !== undefined;
  }

  async #fetch(source: string): Promise<ArtifactRef | undefined> {
    const ref = source.startsWith('data:')
      ? await this.#artifacts.put(Buffer.from(source.slice(source.indexOf(',') + 1), 'base64'))
      : await this.#fetcher.fetch(source, { signal: AbortSignal.timeout(longestWaitMs) });
    return ref.mediaType.startsWith('image/') && ref.sizeBytes <= mostBytes ? ref : undefined;
  }
}
