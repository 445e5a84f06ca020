import type { Issue } from '../errors/issue.ts';
import { maxDocumentDepth, tooDeepIssue } from './check-content.ts';
import { scanJson } from './scan-json.ts';
import { textPosition } from './text-position.ts';
import { exceedsBytes } from './text-size.ts';
import { writePath } from './value-path.ts';

/** A result, or what stood in its way. */
export type Step<Result> = { ok: Result } | { ok?: undefined; issues: Issue[] };

/** Bytes of text that are read where nothing else is said: 16 MiB. */
export const defaultMaxBytes = 16 * 1024 * 1024;

const bytesPerMiB = 1024 * 1024;

/** A step that ends with one issue. */
export function refuse(code: Issue['code'], message: string, hint: string): { issues: Issue[] } {
  return { issues: [{ code, severity: 'error', message, hint }] };
}

function sizeText(bytes: number): string {
  return bytes < bytesPerMiB ? `${bytes} bytes` : `${(bytes / bytesPerMiB).toFixed(1)} MiB`;
}

// What decoders put in the place of bytes that are no UTF-8, and what no text holds.
const noText = /[\0\uFFFD]/;
const lookedThrough = 4096;

function notJson(source: string, fault: { offset: number; reason: string }): { issues: Issue[] } {
  if (source.trim() === '') {
    return refuse(
      'not-json',
      'The file is empty.',
      'A workflow starts with { "catena": 1, "nodes": {} }.',
    );
  }
  if (noText.test(source.slice(0, lookedThrough))) {
    return refuse(
      'not-json',
      'This is not a text in UTF-8, so it is not JSON.',
      'Name a file that holds JSON, or save this one as UTF-8.',
    );
  }
  const { line, column, excerpt } = textPosition(source, fault.offset);
  const near = excerpt === '' ? '' : ` Near: ${excerpt}`;
  return refuse(
    'not-json',
    `This is not JSON: line ${line}, column ${column}: ${fault.reason}.${near}`,
    'Correct the text there; an editor that knows JSON shows the place.',
  );
}

/** Reads text as JSON: not too long, not too deep, and with no member twice. Never throws. */
export function readJsonText(text: string, maxBytes: number): Step<{ value: unknown }> {
  if (exceedsBytes(text, maxBytes)) {
    const size = text.length > maxBytes ? sizeText(text.length) : `more than ${sizeText(maxBytes)}`;
    return refuse(
      'too-large',
      `The file has ${size}; at most ${sizeText(maxBytes)} are read.`,
      'Keep pictures and other data in files beside the workflow and name them with { "$file": … }.',
    );
  }
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { fault, tooDeep, duplicates } = scanJson(source, maxDocumentDepth);
  if (fault) return notJson(source, fault);
  if (tooDeep) return { issues: [tooDeepIssue()] };
  const issues = duplicates.map(({ path }): Issue => ({
    code: 'duplicate-key',
    severity: 'error',
    message: `${writePath(path)} is there twice.`,
    hint: 'Remove or rename one of the two; readers of JSON would silently drop the first.',
    path,
  }));
  return issues.length > 0 ? { issues } : { ok: { value: JSON.parse(source) as unknown } };
}
