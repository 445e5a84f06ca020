import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactRef, ArtifactStore } from '@catena/engine';
import { makeFolder, previewImage } from '@catena/engine/node';
import { Gate } from '../gate.ts';

/** Widths in which previews are made, in pixels; one between two of them gets the larger. */
export const previewWidths: readonly number[] = [64, 128, 256, 512, 1024];

/** Pictures that are made smaller at once: decoding takes memory. */
const mostAtOnce = 2;

export function snapWidth(width: number): number {
  return previewWidths.find((one) => one >= width) ?? 1024;
}

/** Small pictures of images, made once and kept as files. */
export class PreviewCache {
  readonly #folder: string;
  readonly #artifacts: ArtifactStore;
  readonly #gate = new Gate(mostAtOnce);
  readonly #underWay = new Map<string, Promise<Uint8Array>>();

  constructor(folder: string, artifacts: ArtifactStore) {
    this.#folder = folder;
    this.#artifacts = artifacts;
  }

  /**
   * A preview as WebP.
   *
   * @param width - One of {@link previewWidths}.
   * @throws EngineError `corrupt-image` or `image-too-large`.
   */
  async get(ref: ArtifactRef, width: number): Promise<Uint8Array> {
    const name = `${ref.$artifact}-${width}.webp`;
    const path = join(this.#folder, ref.$artifact.slice(0, 2), name);
    const kept = await readFile(path).catch(() => undefined);
    if (kept) return kept;
    const known = this.#underWay.get(name);
    if (known) return known;
    const making = this.#gate.run(() => this.#make(ref, width, path));
    this.#underWay.set(name, making);
    try {
      return await making;
    } finally {
      this.#underWay.delete(name);
    }
  }

  async #make(ref: ArtifactRef, width: number, path: string): Promise<Uint8Array> {
    const bytes = await previewImage(this.#artifacts, ref, { width });
    const part = join(this.#folder, `${randomUUID()}.part`);
    try {
      await makeFolder(join(path, '..'));
      await writeFile(part, bytes, { flag: 'wx' });
      await rename(part, path);
    } catch {
      // A preview that cannot be kept is made again the next time.
      await rm(part, { force: true }).catch(() => undefined);
    }
    return bytes;
  }
}
