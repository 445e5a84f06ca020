import type { BaseType } from '@catena/engine';
import { UsageError } from '../errors/usage-error.ts';

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  false: false,
  no: false,
  off: false,
  0: false,
};

function parseNumber(text: string): number | undefined {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function parseInteger(text: string): number | undefined {
  const number = parseNumber(text);
  return Number.isInteger(number) ? number : undefined;
}

function parseBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return Object.hasOwn(booleans, word) ? booleans[word] : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON itself has no undefined.
  }
}

interface Reading {
  read(text: string): unknown;
  /** Follows "must be". */
  noun: string;
  hint: string;
}

const readings: Partial<Record<BaseType, Reading>> = {
  number: { read: parseNumber, noun: 'a number', hint: 'Write it like 0.5 or 12.' },
  integer: { read: parseInteger, noun: 'a whole number', hint: 'Write it like 12.' },
  boolean: { read: parseBoolean, noun: 'true or false', hint: 'Write true or false.' },
  json: {
    read: parseJson,
    noun: 'JSON',
    hint: 'Quote it for the shell, e.g. \'{"size": 2}\'; a text needs quotes of its own: \'"red"\'.',
  },
};

const longestQuote = 60;

function quote(text: string): string {
  return JSON.stringify(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text);
}

/**
 * Reads what was typed for a value of a type that is no file. `any` takes JSON where it is some, else text.
 *
 * @param place - Names the input in messages, e.g. `--input scale`.
 * @throws UsageError where the text is no such value.
 */
export function parseScalar(text: string, base: BaseType, place: string): unknown {
  if (base === 'any') return parseJson(text) ?? text;
  const reading = readings[base];
  if (!reading) return text;
  const value = reading.read(text);
  if (value !== undefined) return value;
  throw new UsageError({
    code: 'invalid-input',
    message: `${place} must be ${reading.noun}, but is ${quote(text)}.`,
    hint: reading.hint,
  });
}
