import { maskTokens } from './find-token.ts';

const longestText = 40;

/** Shows a value of a document in a message: short, and without anything that looks like a token. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? typeof value;
  const masked = maskTokens(text);
  return masked.length > longestText ? `${masked.slice(0, longestText - 1)}…` : masked;
}
