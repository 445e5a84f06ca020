import { Command } from 'commander';
import type { RunEvent, RunStore } from '@catena/engine';
import { UsageError } from '../errors/usage-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { carryOutRun, Interruption, type ReportFlags } from './carry-out-run.ts';
import { dataOption, jsonOption } from './common-options.ts';
import { withServices } from './with-services.ts';

interface RetryFlags extends ReportFlags {
  data?: string;
}

type RunCreated = Extract<RunEvent, { type: 'run.created' }>;

/** @throws UsageError `run-not-found`, `run-active`, `nothing-failed`. */
async function readFailed(runs: RunStore, id: string): Promise<RunCreated> {
  let created: RunCreated | undefined;
  let last: RunEvent | undefined;
  for await (const event of runs.read(id)) {
    if (event.type === 'run.created') created = event;
    last = event;
  }
  if (!created) {
    throw new UsageError({
      code: 'run-not-found',
      message: `There is no run "${id}".`,
      hint: 'Its id stands in the last line of catena run; --data names the folder it is kept in.',
    });
  }
  if (last?.type === 'run.failed' || last?.type === 'run.canceled') return created;
  throw last?.type === 'run.succeeded'
    ? new UsageError({
        code: 'nothing-failed',
        message: `Nothing of the run ${id} has failed.`,
        hint: 'catena run runs a workflow anew; what has not changed comes from the cache.',
      })
    : new UsageError({
        code: 'run-active',
        message: `The run ${id} has not ended.`,
        hint: `catena resume ${id} goes on with it, where nothing else does.`,
      });
}

async function retryRun(id: string, flags: RetryFlags, terminal: Terminal): Promise<number> {
  const beginMs = performance.now();
  const interruption = new Interruption();
  return withServices(terminal, { dataFolder: flags.data }, async (services) => {
    const { engine, runs, secrets, artifacts } = services;
    const { workflow, inputs } = await readFailed(runs, id);
    const run = await engine.run(workflow, {
      inputs,
      part: { kind: 'failed' },
      basis: id,
      interactive: true,
      secrets: await secrets.all(),
    });
    return carryOutRun(run, { flags, terminal, interruption, beginMs, artifacts });
  }).finally(() => interruption.dispose());
}

/** `catena retry` */
export function createRetryCommand(terminal: Terminal): Command {
  return new Command('retry')
    .description('Run what failed in a run again, with the results of what finished')
    .argument('<run>', 'id of a run that failed or was canceled')
    .addOption(dataOption())
    .addOption(jsonOption('one line of JSON for each event, the result as the last'))
    .option('-q, --quiet', 'print nothing but the texts among the outputs')
    .addHelpText('after', '\nExamples:\n  catena retry 01k9z3\n')
    .action(async (id: string, flags: RetryFlags) => {
      terminal.exitCode = await retryRun(id, flags, terminal);
    });
}
