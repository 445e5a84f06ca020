/** A stored file as a garbage collection sees it. */
export interface StoredArtifact {
  id: string;
  sizeBytes: number;
  /** When it was last put or asked for by `stat`, in milliseconds since the epoch. */
  touchedAt: number;
}

/** What a garbage collection needs of an artifact store. */
export interface ArtifactInventory {
  /** Every stored file, in no order; what is stored or deleted meanwhile may be missing. */
  list(): AsyncIterable<StoredArtifact>;
  /**
   * Deletes a file and what was derived from it, unless it was put or asked for at `moment` or later: also
   * one that is put at the same time, by any process, stays.
   *
   * @returns Whether it was deleted.
   */
  deleteUntouched(id: string, moment: number): Promise<boolean>;
  /** Removes what torn writes left behind before a moment. */
  sweepTorn(moment: number): Promise<void>;
}
