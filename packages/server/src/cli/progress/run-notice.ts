import type { RunListener } from '@catena/engine';

/** What is said of a run beside its events. */
export type RunNotice = Parameters<NonNullable<RunListener['onNotice']>>[0];
