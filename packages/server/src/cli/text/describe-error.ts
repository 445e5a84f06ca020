import type { ErrorRecord } from '@catena/engine';
import { oneLine } from './one-line.ts';

const longestMessage = 600;

/** An error for people: what happened, what to do, and the code to search for. */
export function describeError(error: ErrorRecord): string[] {
  const lines = [oneLine(error.message, longestMessage)];
  if (error.hint !== undefined) lines.push(`  hint: ${oneLine(error.hint, longestMessage)}`);
  lines.push(`  code: ${error.code}`);
  return lines;
}
