import { Command, CommanderError } from 'commander';
import { createGcCommand } from './commands/gc.ts';
import { createModelsCommand } from './commands/models.ts';
import { createNodesCommand } from './commands/nodes.ts';
import { createPlanCommand } from './commands/plan.ts';
import { createResumeCommand } from './commands/resume.ts';
import { createRetryCommand } from './commands/retry.ts';
import { createRunCommand } from './commands/run.ts';
import { createServeCommand } from './commands/serve.ts';
import { createValidateCommand } from './commands/validate.ts';
import { readVersion } from '../read-version.ts';
import { exitCodeOf } from './errors/exit-codes.ts';
import { reportError } from './errors/report-error.ts';
import type { Terminal } from './terminal/terminal.ts';
import { UsageError } from './errors/usage-error.ts';

const help = `
Examples:
  catena run examples/showcase --out out     run a workflow and write its outputs
  catena plan examples/showcase              see what a run would do, and why
  catena models                              models that run on this machine
  catena serve --open                        build workflows in the browser

Exit codes: 0 ok, 1 failed, 2 wrong input or workflow, 130 canceled, 70 fault of Catena.
Environment: CATENA_DATA, CATENA_CACHE, CATENA_CONCURRENCY, CATENA_MAX_STEPS, NO_COLOR, CATENA_DEBUG;
  of the server also CATENA_TOKEN, CATENA_PUBLIC_URL, CATENA_LOG, CATENA_MAX_UPLOAD, CATENA_TEMPLATES, CATENA_EDITOR,
  CATENA_GC_INTERVAL, CATENA_GC_GRACE.
`;

function createProgram(terminal: Terminal): Command {
  const program = new Command('catena')
    .description('Chain model predictions: build workflows in the browser, run them from files.')
    .version(readVersion(), '-V, --version')
    .option('--no-color', 'print without colours')
    .addHelpText('after', help);
  const commands = [
    createRunCommand(terminal),
    createResumeCommand(terminal),
    createRetryCommand(terminal),
    createPlanCommand(terminal),
    createValidateCommand(terminal),
    createNodesCommand(terminal),
    createModelsCommand(terminal),
    createGcCommand(terminal),
    createServeCommand(terminal),
  ];
  for (const command of commands) {
    program.addCommand(command.option('--no-color', 'print without colours'));
  }
  for (const command of [program, ...commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      // Errors are reported in one place, below.
      writeErr: () => {},
    });
  }
  return program;
}

/** What the parser of flags complains about, in the words of all other errors. */
function toUsageError(error: CommanderError): UsageError {
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = rest.join(' ').replace(/^\(|\)$/g, '');
  const message = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/[^.]$/, '$&.');
  return new UsageError({
    code: error.code
      .replace(/^commander\./, 'usage-')
      .replace(/[A-Z]/g, '-$&')
      .toLowerCase(),
    message,
    hint: suggestion || 'catena --help and catena COMMAND --help say what there is.',
  });
}

/** Runs a command; its exit code is in `terminal.exitCode` then. */
export async function runCli(parameters: readonly string[], terminal: Terminal): Promise<void> {
  const program = createProgram(terminal);
  try {
    if (parameters.length === 0) program.outputHelp();
    else await program.parseAsync(parameters, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const shown = error instanceof CommanderError ? toUsageError(error) : error;
    reportError(shown, terminal, parameters.includes('--json'));
    terminal.exitCode = exitCodeOf(shown);
  }
}
