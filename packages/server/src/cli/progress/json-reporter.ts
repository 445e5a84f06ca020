import type { RunEvent, RunNotice } from '@catena/engine';
import type { Terminal } from '../terminal/terminal.ts';
import { silentReporter, type RunReporter } from './run-reporter.ts';

/** Writes each event and notice as one line of JSON; for programs. */
export function createJsonReporter(terminal: Terminal): RunReporter {
  const write = (record: RunEvent | RunNotice) => terminal.print(JSON.stringify(record));
  return { ...silentReporter, onEvent: write, onNotice: write };
}
