import { readPngTexts } from '../../document/png-text.ts';
import { isPng } from '../../document/png-chunks.ts';

/** A file, or a text, that may hold a workflow. */
export interface ImportFile {
  /** As the person knows it: a file name, or `Pasted text`. */
  name: string;
  /** Of a text file; missing where it is a picture. */
  text?: string;
  /** The text as JSON, where it is JSON. */
  json?: unknown;
  /** What a picture carries, by keyword. */
  pictureTexts?: ReadonlyMap<string, string>;
}

/** Reads a text for what it may hold. */
export function toImportFile(text: string, name = 'Pasted text'): ImportFile {
  try {
    return { name, text, json: JSON.parse(text) as unknown };
  } catch {
    return { name, text };
  }
}

/** Reads a file for what it may hold. */
export async function readImportFile(file: File): Promise<ImportFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isPng(bytes)) return { name: file.name, pictureTexts: await readPngTexts(bytes) };
  return toImportFile(new TextDecoder().decode(bytes), file.name);
}
