import { Command } from 'commander';
import { exitCodes } from '../errors/exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { carryOutRun, Interruption, type ReportFlags } from './carry-out-run.ts';
import { dataOption, jsonOption } from './common-options.ts';
import { withServices } from './with-services.ts';

interface ResumeFlags extends ReportFlags {
  data?: string;
  force?: boolean;
}

async function resumeRuns(
  ids: readonly string[],
  flags: ResumeFlags,
  terminal: Terminal,
): Promise<number> {
  const interruption = new Interruption();
  return withServices(terminal, { dataFolder: flags.data }, async (services) => {
    const { engine, secrets, artifacts } = services;
    const wanted = ids.length > 0 ? ids : await engine.abandonedRuns();
    if (wanted.length === 0 && !flags.json) terminal.print('There is no run to go on with.');
    let exitCode: number = exitCodes.ok;
    for (const id of wanted) {
      const options = {
        interactive: true,
        secrets: await secrets.all(),
        force: flags.force ?? false,
      };
      const run = await engine.resume(id, options);
      const facts = { flags, terminal, interruption, beginMs: performance.now(), artifacts };
      exitCode = Math.max(exitCode, await carryOutRun(run, facts));
    }
    return exitCode;
  }).finally(() => interruption.dispose());
}

/** `catena resume` */
export function createResumeCommand(terminal: Terminal): Command {
  return new Command('resume')
    .description('Go on with runs whose process ended; what finished is not done again')
    .argument('[run...]', 'ids of runs; all that were left in the middle where none is named')
    .option('--force', 'also a run that three processes in a row brought no further')
    .addOption(dataOption())
    .addOption(jsonOption('one line of JSON for each event, the result as the last'))
    .option('-q, --quiet', 'print nothing but the texts among the outputs')
    .addHelpText(
      'after',
      `
Predictions under way are waited for by their ids, and of calls whose answer was lost the provider is asked.
A server does the same when it starts.

Examples:
  catena resume
  catena resume 01k9z3 --json
`,
    )
    .action(async (ids: string[], flags: ResumeFlags) => {
      terminal.exitCode = await resumeRuns(ids, flags, terminal);
    });
}
