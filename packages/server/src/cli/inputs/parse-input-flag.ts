import { UsageError } from '../errors/usage-error.ts';

/** One `--input name=value`. */
export interface InputFlag {
  name: string;
  /** What stands behind the first `=`. */
  value: string;
}

/** @throws UsageError where the name or the `=` is missing. */
export function parseInputFlag(text: string): InputFlag {
  const position = text.indexOf('=');
  if (position > 0) {
    return { name: text.slice(0, position).trim(), value: text.slice(position + 1) };
  }
  throw new UsageError({
    code: 'invalid-input',
    message: `--input ${text} has no name and value.`,
    hint: 'Write --input name=value, or --input name=@file for the content of a file.',
  });
}
