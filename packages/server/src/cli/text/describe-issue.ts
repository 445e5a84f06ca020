import type { Issue } from '@catena/engine';
import { oneLine } from './one-line.ts';

const longestLine = 1000;

function writePlace(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`,
    '',
  );
}

/** A problem of a document for people: what, where, and what to do. */
export function describeIssue(issue: Issue): string[] {
  const lines = [`${issue.severity}: ${oneLine(issue.message, longestLine)}`];
  if (issue.path && issue.path.length > 0) lines.push(`  at: ${writePlace(issue.path)}`);
  if (issue.hint !== undefined) lines.push(`  hint: ${oneLine(issue.hint, longestLine)}`);
  lines.push(`  code: ${issue.code}`);
  return lines;
}
