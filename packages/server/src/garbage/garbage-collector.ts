import { join } from 'node:path';
import {
  toErrorRecord,
  type ArtifactInventory,
  type ArtifactStore,
  type Clock,
  type Logger,
} from '@catena/engine';
import { readKeptTexts } from './find-references.ts';
import { sweepPreviews } from './sweep-previews.ts';

/** What a collection found. */
export interface GarbageReport {
  /** Whether it only looked. */
  dryRun: boolean;
  freedFiles: number;
  freedBytes: number;
  keptFiles: number;
}

export interface GarbageOptions {
  /** Only says what would be freed. */
  dryRun?: boolean;
  /** Time after its last use in which a file stays, in milliseconds. */
  graceMs?: number;
}

interface GarbageParts {
  dataFolder: string;
  artifacts: ArtifactInventory & Required<Pick<ArtifactStore, 'localPath'>>;
  clock: Clock;
  logger: Logger;
  graceMs: number;
  /** Removes what was kept long enough, so that its files are garbage too. */
  removeExpired(): void;
}

const artifactId = /[0-9a-f]{64}/g;

/** Deletes artifacts that nothing kept in the data folder names, some time after their last use. */
export class GarbageCollector {
  readonly #parts: GarbageParts;
  #last: Promise<unknown> = Promise.resolve();
  #stopTimer = (): void => {};
  #isClosed = false;

  constructor(parts: GarbageParts) {
    this.#parts = parts;
  }

  /** Collects, after collections that are under way. */
  collect(options: GarbageOptions = {}): Promise<GarbageReport> {
    const collection = this.#last.then(() => this.#collect(options));
    this.#last = collection.catch(() => undefined);
    return collection;
  }

  /** Collects again and again, until {@link close}. */
  start(intervalMs: number): void {
    const { clock, logger } = this.#parts;
    this.#stopTimer = clock.setTimer(clock.now() + intervalMs, () => {
      void this.collect()
        .then((report) => logger.info('files that nothing needs were deleted', { ...report }))
        .catch((error: unknown) =>
          logger.warn('garbage could not be collected', { error: toErrorRecord(error) }),
        )
        .finally(() => {
          if (!this.#isClosed) this.start(intervalMs);
        });
    });
  }

  /** Resolves when nothing is collected any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopTimer();
    await this.#last;
  }

  async #collect({ dryRun = false, graceMs }: GarbageOptions): Promise<GarbageReport> {
    const { artifacts, clock, dataFolder, removeExpired } = this.#parts;
    const moment = clock.now() - (graceMs ?? this.#parts.graceMs);
    if (!dryRun) removeExpired();
    // Candidates come first: what is named after this look was put or asked for after it, and stays.
    const { candidates, total } = await this.#findOld(moment);
    if (candidates.size > 0) {
      await readKeptTexts(dataFolder, clock.now(), (text) => {
        for (const [id] of text.matchAll(artifactId)) candidates.delete(id);
      });
    }
    const report = { dryRun, freedFiles: 0, freedBytes: 0, keptFiles: total };
    for (const [id, sizeBytes] of candidates) {
      if (this.#isClosed) break;
      if (!dryRun && !(await artifacts.deleteUntouched(id, moment))) continue;
      report.freedFiles += 1;
      report.freedBytes += sizeBytes;
      report.keptFiles -= 1;
    }
    if (!dryRun) {
      await artifacts.sweepTorn(moment);
      await sweepPreviews(join(dataFolder, 'previews'), artifacts);
    }
    return report;
  }

  async #findOld(moment: number): Promise<{ candidates: Map<string, number>; total: number }> {
    const candidates = new Map<string, number>();
    let total = 0;
    for await (const { id, sizeBytes, touchedAt } of this.#parts.artifacts.list()) {
      total += 1;
      if (touchedAt < moment) candidates.set(id, sizeBytes);
    }
    return { candidates, total };
  }
}
