import { EngineError, toErrorRecord, type InvalidWorkflowError } from '@catena/engine';
import type { Terminal } from '../terminal/terminal.ts';
import { describeIssue } from '../text/describe-issue.ts';
import { oneLine } from '../text/one-line.ts';

const longestLine = 1000;

function issuesOf(error: unknown): string[] | undefined {
  if (!EngineError.isInstance(error) || error.code !== 'invalid-workflow') return undefined;
  const { issues } = error as InvalidWorkflowError;
  return Array.isArray(issues) ? issues.flatMap((issue) => describeIssue(issue)) : undefined;
}

/** Says what went wrong and what to do: never a stack for a mistake of the user. */
export function reportError(error: unknown, terminal: Terminal, json: boolean): void {
  const record = toErrorRecord(error);
  if (json) {
    terminal.print(JSON.stringify({ type: 'error', error: record }));
    return;
  }
  const { errorColors: colors } = terminal;
  const issues = issuesOf(error);
  const isFault = record.code === 'internal-error';
  const lines = issues
    ? [`${colors.red('error:')} The workflow cannot be run.`, ...issues]
    : [`${colors.red('error:')} ${oneLine(record.message, longestLine)}`];
  const hint = isFault
    ? 'This is a fault of Catena. Set CATENA_DEBUG=1 to see where it happened, and report it.'
    : record.hint;
  if (!issues && hint !== undefined) lines.push(`  hint: ${oneLine(hint, longestLine)}`);
  lines.push(`  code: ${record.code}`);
  const debug = terminal.environment['CATENA_DEBUG'];
  if (debug !== undefined && debug !== '' && error instanceof Error) {
    lines.push(error.stack ?? '');
  }
  terminal.stderr.write(`${lines.join('\n')}\n`);
}
