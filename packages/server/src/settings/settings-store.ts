/** Limits that a person has set; what is missing takes its default. */
export interface SavedLimits {
  /** Steps that compute in this process at once. */
  computeConcurrency?: number;
  /** Most steps of a run. */
  maxSteps?: number;
}

/** Keeps settings that are no secret. */
export interface SettingsStore {
  limits(): SavedLimits;
  /** Sets those limits that are named. */
  changeLimits(change: { [Name in keyof SavedLimits]?: number | undefined }): void;
  close(): void;
}
