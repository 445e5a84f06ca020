import type { ArtifactRef, ArtifactStore, UrlFetcher } from '@catena/engine';
import { inputInvalid } from '../errors/replicate-error.ts';
import type { CheckedInput } from './check-input.ts';
import { readDataUri } from './read-data-uri.ts';

/** Finds files that this server has given an address. */
export interface OwnFiles {
  /** Undefined where the address is none of this server's; null where the file is gone. */
  find(url: URL): Promise<ArtifactRef | null | undefined>;
}

export interface FileParts {
  artifacts: ArtifactStore;
  ownFiles: OwnFiles;
}

// What Replicate advises as the most that is sent inline.
const longestShownBytes = 256 * 1024;

interface Walk {
  /** Where the value is, e.g. `input.images.0`. */
  field: string;
  /** Whether texts are files whatever they look like. */
  isFile: boolean;
}

/** Rebuilds a value with some of its texts replaced. */
async function replaceTexts(
  value: unknown,
  walk: Walk,
  replace: (text: string, walk: Walk) => Promise<unknown>,
): Promise<unknown> {
  if (typeof value === 'string') return replace(value, walk);
  if (typeof value !== 'object' || value === null || '$artifact' in value) return value;
  const inner = (member: unknown, name: string) =>
    replaceTexts(member, { ...walk, field: `${walk.field}.${name}` }, replace);
  if (Array.isArray(value)) {
    return Promise.all(value.map((item, index) => inner(item, String(index))));
  }
  const members = Object.entries(value).map(async ([name, member]) => [
    name,
    await inner(member, name),
  ]);
  return Object.fromEntries(await Promise.all(members)) as Record<string, unknown>;
}

function gone(field: string): Error {
  const description = 'The file has expired or was deleted; upload it again';
  return inputInvalid([{ type: 'file_gone', field, description }]);
}

function unreadable(field: string): Error {
  return inputInvalid([{ type: 'format', field, description: "Does not match format 'uri'" }]);
}

async function takeText(text: string, walk: Walk, parts: FileParts): Promise<unknown> {
  if (walk.isFile && /^data:/i.test(text)) {
    const content = readDataUri(text);
    if (!content) throw unreadable(walk.field);
    return parts.artifacts.put(content.bytes, { mediaType: content.mediaType });
  }
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return text;
  const found = await parts.ownFiles.find(new URL(text));
  if (found === null) throw gone(walk.field);
  return found ?? text;
}

/**
 * Takes what is at hand: data of the input itself, and files of this server. Addresses elsewhere stay.
 *
 * @returns What the model gets, and what is shown: as it was sent, but for long data, which gets an address.
 * @throws ReplicateError 422 for data that cannot be read and files that are gone.
 */
export async function takeFiles(
  checked: CheckedInput,
  parts: FileParts,
): Promise<{ input: Record<string, unknown>; shown: Record<string, unknown> }> {
  const input: Record<string, unknown> = {};
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(checked.input)) {
    const isFile = checked.files.includes(name);
    // A text that is no file is a text, whatever it says.
    const isText = typeof value === 'string' && !isFile;
    const walk = { field: `input.${name}`, isFile };
    const take = (text: string, place: Walk) => takeText(text, place, parts);
    input[name] = isText ? value : await replaceTexts(value, walk, take);
    const show = async (text: string, place: Walk) =>
      isFile && text.length > longestShownBytes ? take(text, place) : text;
    const visible = checked.shown[name];
    shown[name] = isText ? visible : await replaceTexts(visible, walk, show);
  }
  return { input, shown };
}

/**
 * Fetches the files of an input that lie elsewhere.
 *
 * @throws EngineError `url-refused` or `url-failed`.
 */
export async function fetchFiles(
  input: Readonly<Record<string, unknown>>,
  files: readonly string[],
  { fetcher, signal }: { fetcher: UrlFetcher; signal: AbortSignal },
): Promise<Record<string, unknown>> {
  const fetched: Record<string, unknown> = { ...input };
  for (const name of files) {
    const walk = { field: `input.${name}`, isFile: true };
    fetched[name] = await replaceTexts(input[name], walk, (text) =>
      fetcher.fetch(text, { signal }),
    );
  }
  return fetched;
}
