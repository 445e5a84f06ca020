import { dirname } from 'node:path';
import { isFileType, type PortType } from '@catena/engine';
import { UsageError } from '../errors/usage-error.ts';
import { findFiles } from './find-files.ts';
import type { InputItem } from './input-item.ts';
import { isListFile, readListFile } from './read-list-file.ts';

/** What a flag is expanded with. */
export interface ExpandOptions {
  type: PortType;
  /** Paths are relative to it; absolute. */
  folder: string;
  /** Names the input in messages. */
  place: string;
}

async function expandOne(written: string, options: ExpandOptions): Promise<InputItem[]> {
  const paths = await findFiles(written, options.folder);
  const [path] = paths;
  if (path !== undefined && paths.length === 1) return [{ kind: 'file', path }];
  throw new UsageError({
    code: 'invalid-input',
    message: `${options.place} takes one value, but ${written} matches ${paths.length} files.`,
    hint: `Make the workflow's input a list (type ${options.type.base}[]): then each file is one item.`,
  });
}

function splitColumn(written: string): { file: string; column?: string } {
  const match = /^(.+\.[ct]sv)#(.+)$/i.exec(written);
  return match?.[1] === undefined || match[2] === undefined
    ? { file: written }
    : { file: match[1], column: match[2] };
}

async function expandList(written: string, options: ExpandOptions): Promise<InputItem[]> {
  const { base } = options.type;
  const { file, column } = splitColumn(written);
  const paths = await findFiles(file, options.folder);
  const [path] = paths;
  // A text file is itself an item of a list of files; so is each of several files.
  const isList = path !== undefined && paths.length === 1 && isListFile(path) && base !== 'file';
  if (!isList) return paths.map((found) => ({ kind: 'file', path: found }));
  const rows = base === 'json' || base === 'any';
  const items = await readListFile({ path, column, rows });
  // Lines and cells that name files are relative to the list, as links in a page are.
  const folder = dirname(path);
  if (!isFileType(base)) return items;
  return items.map((item) =>
    item.kind === 'text' ? { kind: 'value', value: item.text, folder } : item,
  );
}

function parseList(text: string, options: ExpandOptions): InputItem[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const values = JSON.parse(text) as unknown[];
    return values.map((value) => ({ kind: 'value', value, folder: options.folder }));
  } catch (cause) {
    if (options.type.base === 'text') return undefined;
    throw new UsageError({
      code: 'invalid-input',
      message: `${options.place} is not a list in JSON: ${text}`,
      hint: "Quote it for the shell, e.g. '[1, 2, 3]', or give one --input for each item.",
      cause,
    });
  }
}

/**
 * The items that one `--input` stands for: one for a single value, any number for a list. `@path` names
 * files; `@@` is a literal `@`.
 *
 * @throws UsageError
 */
export async function expandFlag(value: string, options: ExpandOptions): Promise<InputItem[]> {
  const isList = options.type.depth > 0;
  if (value.startsWith('@@')) return [{ kind: 'text', text: value.slice(1) }];
  if (value.startsWith('@')) {
    return isList ? expandList(value.slice(1), options) : expandOne(value.slice(1), options);
  }
  return (isList ? parseList(value, options) : undefined) ?? [{ kind: 'text', text: value }];
}
