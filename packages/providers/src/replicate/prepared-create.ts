import type { FileAddressBook, JsonSchema, ModelRef } from '@catena/engine';
import { deploymentVersion } from './model-library.ts';

/** A create that only has to be sent: its files are uploaded. */
export interface PreparedCreate {
  path: string;
  /** The exact body. */
  body: {
    input: Record<string, unknown>;
    version?: string;
    webhook?: string;
    webhook_events_filter?: string[];
  };
  headers: Record<string, string>;
  model: ModelRef;
  /** The version that was asked for; undefined where the service chooses. */
  version: string | undefined;
  openapiSchema: JsonSchema;
  /** Addresses by artifact, of the files in the input. */
  files: FileAddressBook;
}

const shortestMs = 5_000;
const longestMs = 24 * 60 * 60_000;

/** Where a prediction is made, and what the body says of the version. */
export function placeOf(
  { owner, name, version }: ModelRef,
  isRunByName: boolean,
): { path: string; version?: string } {
  const parts = `${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
  if (version === deploymentVersion) return { path: `/deployments/${parts}/predictions` };
  if (isRunByName || version === undefined) return { path: `/models/${parts}/predictions` };
  return { path: '/predictions', version };
}

/** `Cancel-After` in whole seconds, in the bounds that the service has. */
export function cancelAfter(deadlineMs: number): string {
  const boundedMs = Math.min(longestMs, Math.max(shortestMs, deadlineMs));
  return `${Math.ceil(boundedMs / 1000)}s`;
}
