import { measureExpansion } from './measure-expansion.ts';
import { measureMakespan } from './measure-makespan.ts';
import { measureHistory } from './measure-history.ts';
import { measureLedger } from './measure-ledger.ts';
import { measureLoop } from './measure-loop.ts';
import { measureManyRuns } from './measure-many-runs.ts';
import { measureParse } from './measure-parse.ts';
import { measureRefusal } from './measure-refusal.ts';
import { measureRun } from './measure-run.ts';
import { measureTransfer } from './measure-transfer.ts';

/** What a child process can be asked to measure. */
export const allTasks = {
  run: measureRun,
  loop: measureLoop,
  makespan: measureMakespan,
  expansion: measureExpansion,
  parse: measureParse,
  refusal: measureRefusal,
  transfer: measureTransfer,
  ledger: measureLedger,
  history: measureHistory,
  manyRuns: measureManyRuns,
};

export type TaskName = keyof typeof allTasks;
export type TaskParameters<Name extends TaskName> = Parameters<(typeof allTasks)[Name]>[0];
export type TaskResult<Name extends TaskName> = Awaited<ReturnType<(typeof allTasks)[Name]>>;
