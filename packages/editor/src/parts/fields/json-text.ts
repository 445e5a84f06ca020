import type { BaseType } from '@catena/engine';

/** What a text stands for: a value, or what is wrong with the text. */
export type JsonReading =
  { value: unknown; problem?: undefined } | { value?: undefined; problem: string };

const looksLikeJson = /^\s*(?:[[{"]|-?\d|(?:true|false|null)\s*$)/;

/** Whether plain words may stand for themselves: where anything may be given, quotes are only in the way. */
function takesWords(base: BaseType): boolean {
  return base === 'any';
}

/** Reads what was typed; an empty text is no value. */
export function readJson(text: string, base: BaseType): JsonReading {
  if (text.trim() === '') return { value: undefined };
  if (takesWords(base) && !looksLikeJson.test(text)) return { value: text };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const [reason = ''] = (error as Error).message.split(/ in JSON| \(line|, "|, \.\.\./);
    return { problem: `No valid JSON: ${reason.trim()}.` };
  }
}

/** Writes a value so that {@link readJson} reads it back. */
export function writeJson(value: unknown, base: BaseType): string {
  if (value === undefined) return '';
  const isPlain = takesWords(base) && typeof value === 'string' && value.trim() !== '';
  if (isPlain && !looksLikeJson.test(value)) return value;
  const short = JSON.stringify(value);
  return short.length > 60 ? JSON.stringify(value, null, 2) : short;
}
