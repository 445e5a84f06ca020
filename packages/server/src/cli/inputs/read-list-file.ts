import { dirname, extname } from 'node:path';
import { nearestName } from '../text/nearest-name.ts';
import Papa from 'papaparse';
import { UsageError } from '../errors/usage-error.ts';
import type { InputItem } from './input-item.ts';
import { readText } from './read-file-value.ts';

/** A file that holds a list, one item a row, line or member. */
export interface ListFile {
  /** Absolute. */
  path: string;
  /** Of a CSV file, by the name in its first row. */
  column?: string | undefined;
  /** Take rows of a CSV file whole, as objects, where no column is named. */
  rows: boolean;
}

/** Whether files of this name are read as lists where a list is wanted. */
export function isListFile(path: string): boolean {
  return ['.csv', '.tsv', '.txt', '.json'].includes(extname(path).toLowerCase());
}

function refuse(message: string, hint: string): never {
  throw new UsageError({ code: 'invalid-input', message, hint });
}

function chooseColumn(list: ListFile, fields: readonly string[]): string {
  const { path, column } = list;
  const names = fields.join(', ');
  if (column === undefined) {
    const [only] = fields;
    if (only !== undefined && fields.length === 1) return only;
    return refuse(
      `${path} has ${fields.length} columns: ${names}.`,
      `Say which: @${path}#${fields[0] ?? 'column'}.`,
    );
  }
  if (fields.includes(column)) return column;
  const nearest = nearestName(column, fields);
  return refuse(
    `${path} has no column "${column}".`,
    nearest === undefined ? `Its columns: ${names}.` : `Did you mean ${nearest}?`,
  );
}

function readRows(text: string, list: ListFile): InputItem[] {
  const parsed = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: 'greedy',
  });
  const fault = parsed.errors.find((error) => error.type !== 'Delimiter');
  if (fault) {
    // Rows are counted from 0, and the first one only where a quote is missing.
    const isQuote = fault.type === 'Quotes';
    const row = fault.row === undefined ? '' : `, row ${fault.row + (isQuote ? 1 : 2)}`;
    const hint = isQuote
      ? 'Close every quote; a quote inside a quoted cell is written twice.'
      : 'Each row needs as many cells as the first row, which holds the column names.';
    refuse(`${list.path}${row}: ${fault.message}.`, hint);
  }
  if (list.rows && list.column === undefined) {
    return parsed.data.map((value) => ({ kind: 'value', value, folder: dirname(list.path) }));
  }
  const column = chooseColumn(list, parsed.meta.fields ?? []);
  return parsed.data.map((row) => ({ kind: 'text', text: row[column] ?? '' }));
}

function readMembers(text: string, path: string): InputItem[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`${path} is not JSON: ${reason}.`, 'It must hold a list: ["first", "second"].');
  }
  if (!Array.isArray(value)) {
    return refuse(`${path} holds no list.`, 'It must hold a list: ["first", "second"].');
  }
  return value.map((member: unknown) => ({ kind: 'value', value: member, folder: dirname(path) }));
}

/**
 * Reads a list: of `.json` the members, of `.csv` and `.tsv` a column, of `.txt` the lines that are not empty.
 *
 * @throws UsageError
 */
export async function readListFile(list: ListFile): Promise<InputItem[]> {
  const text = await readText(list.path);
  const extension = extname(list.path).toLowerCase();
  if (extension === '.json') return readMembers(text, list.path);
  if (extension !== '.txt') return readRows(text, list);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => ({ kind: 'text', text: line }));
}
