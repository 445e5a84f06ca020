import { maskTokens } from './find-token.ts';

/** A place in a text, for people. */
export interface TextPosition {
  /** From 1. */
  line: number;
  /** From 1, in characters as JavaScript counts them. */
  column: number;
  /** What stands there: part of the line, cut on both sides. */
  excerpt: string;
}

const charactersAround = 24;

/** Finds line, column and excerpt of an offset. */
export function textPosition(text: string, offset: number): TextPosition {
  let line = 1;
  let lineStart = 0;
  for (;;) {
    const next = text.indexOf('\n', lineStart);
    if (next === -1 || next >= offset) break;
    line += 1;
    lineStart = next + 1;
  }
  const lineBreak = text.indexOf('\n', lineStart);
  const lineEnd = lineBreak === -1 ? text.length : lineBreak;
  const start = Math.max(lineStart, offset - charactersAround);
  const end = Math.min(lineEnd, offset + charactersAround);
  const excerpt = `${start > lineStart ? '…' : ''}${text.slice(start, end).trim()}${end < lineEnd ? '…' : ''}`;
  return { line, column: offset - lineStart + 1, excerpt: maskTokens(excerpt) };
}
