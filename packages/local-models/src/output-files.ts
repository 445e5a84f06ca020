import { createReadStream } from 'node:fs';
import type { ArtifactStore } from '@catena/engine';
import type { OutputFile } from './models/local-model.ts';

export interface OutputTarget {
  artifacts: ArtifactStore;
  signal: AbortSignal;
}

/** Puts every file of an output into the store; gives the output with references in their places. */
export async function storeOutputFiles(output: unknown, target: OutputTarget): Promise<unknown> {
  target.signal.throwIfAborted();
  if (isOutputFile(output)) {
    const { $outputFile: path, mediaType } = output;
    const stream = createReadStream(path);
    return target.artifacts.put(stream, { mediaType, signal: target.signal });
  }
  if (Array.isArray(output)) {
    const items: unknown[] = [];
    for (const item of output) items.push(await storeOutputFiles(item, target));
    return items;
  }
  if (typeof output !== 'object' || output === null) return output;
  const entries: [string, unknown][] = [];
  for (const [name, value] of Object.entries(output)) {
    entries.push([name, await storeOutputFiles(value, target)]);
  }
  return Object.fromEntries(entries);
}

function isOutputFile(value: unknown): value is OutputFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$outputFile' in value &&
    typeof value.$outputFile === 'string'
  );
}
