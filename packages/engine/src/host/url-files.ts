import type { ArtifactRef } from '../artifact/artifact-ref.ts';
import type { UrlFetcher } from '../artifact/url-fetcher.ts';
import { isFileType } from '../definition/port-type.ts';
import { EngineError } from '../errors/engine-error.ts';
import type { PlannedNode } from '../planning/run-graph.ts';
import type { Clock } from '../platform/clock.ts';
import { sleep } from '../platform/sleep.ts';
import { isFileAddress } from '../typing/check-value.ts';

const mostAttempts = 3;
const firstDelayMs = 500;

function addressesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  return isFileAddress(value) ? [value] : [];
}

function replaceIn(value: unknown, files: ReadonlyMap<string, ArtifactRef>): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, files));
  return typeof value === 'string' ? (files.get(value) ?? value) : value;
}

/** The addresses in a step's input at ports that take files, each once. */
export function fileAddresses(
  node: PlannedNode,
  input: Readonly<Record<string, unknown>>,
): string[] {
  const found = node.inputs
    .filter(({ type }) => isFileType(type.base))
    .flatMap(({ port }) => addressesIn(input[port.name]));
  return [...new Set(found)];
}

/** The files that one run fetches from addresses: each once, however many steps name it. */
export class UrlFiles {
  readonly #fetcher: UrlFetcher;
  readonly #clock: Clock;
  readonly #controller = new AbortController();
  readonly #files = new Map<string, Promise<ArtifactRef>>();

  constructor(fetcher: UrlFetcher, clock: Clock) {
    this.#fetcher = fetcher;
    this.#clock = clock;
  }

  /** The input with artifacts in the place of addresses. @throws EngineError as {@link UrlFetcher}. */
  async fill(
    node: PlannedNode,
    input: Readonly<Record<string, unknown>>,
    addresses: readonly string[],
  ): Promise<Record<string, unknown>> {
    const files = new Map(
      await Promise.all(addresses.map(async (url) => [url, await this.#file(url)] as const)),
    );
    const filled = { ...input };
    for (const { port, type } of node.inputs) {
      const value = filled[port.name];
      if (isFileType(type.base) && value !== undefined) filled[port.name] = replaceIn(value, files);
    }
    return filled;
  }

  /** Nobody needs the files any more. */
  abort(): void {
    this.#controller.abort();
  }

  #file(url: string): Promise<ArtifactRef> {
    const file = this.#files.get(url) ?? this.#fetch(url);
    this.#files.set(url, file);
    return file;
  }

  async #fetch(url: string): Promise<ArtifactRef> {
    const { signal } = this.#controller;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#fetcher.fetch(url, { signal });
      } catch (error) {
        const again = EngineError.isInstance(error) && error.retryable && attempt < mostAttempts;
        if (!again || signal.aborted) throw error;
        await sleep(this.#clock, firstDelayMs * 2 ** attempt, signal);
      }
    }
  }
}
