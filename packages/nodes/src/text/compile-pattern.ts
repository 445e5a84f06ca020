import { EngineError } from '@catena/engine';
import { RE2JS, RE2JSException } from 're2js';

/**
 * Reads a regular expression in RE2's syntax, whose matching takes linear time for any pattern.
 *
 * @throws EngineError `invalid-pattern`.
 */
export function compilePattern(pattern: string, options: { ignoreCase: boolean }): RE2JS {
  try {
    return RE2JS.compile(pattern, options.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new EngineError({
      code: 'invalid-pattern',
      message: `The pattern ${JSON.stringify(pattern.slice(0, 200))} cannot be read: ${error.message}.`,
      hint: 'Patterns are regular expressions in RE2 syntax: no look-ahead, look-behind or back-references. Put a backslash before special characters that are meant as they stand.',
      cause: error,
    });
  }
}
