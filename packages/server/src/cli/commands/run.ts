import { resolve } from 'node:path';
import { Command } from 'commander';
import type { RunOptions } from '@catena/engine';
import { addPartOptions, partHelp, readPartFlags, type PartFlags } from '../inputs/part-flags.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import { OutputFolder } from '../outputs/output-folder.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { carryOutRun, Interruption, type ReportFlags } from './carry-out-run.ts';
import { withServices } from './with-services.ts';
import { loadWorkflow, requireWorkflow, type LoadedWorkflow } from '../workflow/load-workflow.ts';
import { dataOption, inputHelp, inputOption, jsonOption, parseCount } from './common-options.ts';
import type { Services } from '../../services.ts';

interface RunFlags extends ReportFlags, PartFlags {
  input: string[];
  out?: string;
  data?: string;
  maxSteps?: number;
  fresh?: boolean;
  failFast?: boolean;
  yes?: boolean;
}

const examples = `
Examples:
  catena run examples/showcase --out out
  catena run poster.json --input photo=@cat.jpg --fresh
  catena run captions --input 'photos=@shots/*.jpg' --json > run.jsonl

Files in --out that Catena wrote itself are replaced; others only with --yes.
Exit codes: 0 succeeded, 1 failed, 2 wrong input or workflow, 130 canceled, 70 fault of Catena.
`;

async function toRunOptions(
  loaded: LoadedWorkflow,
  flags: RunFlags,
  options: { services: Services; folder: string },
): Promise<RunOptions> {
  const inputs = await readInputs({
    flags: flags.input,
    workflow: requireWorkflow(loaded),
    folder: options.folder,
    artifacts: options.services.artifacts,
  });
  return {
    inputs,
    folder: loaded.folder,
    interactive: true,
    fresh: flags.fresh ?? false,
    failFast: flags.failFast ?? false,
    dry: flags.dry ?? false,
    ...readPartFlags(flags),
    ...(loaded.lock && { lock: loaded.lock }),
  };
}

function openOutputs(
  loaded: LoadedWorkflow,
  flags: RunFlags,
  folder: string,
): Promise<OutputFolder> | undefined {
  if (flags.out === undefined || flags.dry) return undefined;
  const names = Object.keys(requireWorkflow(loaded).outputs ?? {});
  return OutputFolder.open(resolve(folder, flags.out), { names, overwrite: flags.yes ?? false });
}

/** This command goes on with nothing but its own run. */
async function mentionAbandoned(
  { engine }: Services,
  flags: RunFlags,
  terminal: Terminal,
): Promise<void> {
  if (flags.json || flags.quiet) return;
  const { length } = await engine.abandonedRuns();
  if (length === 0) return;
  const runs = length === 1 ? 'A run was' : `${length} runs were`;
  terminal.stderr.write(`${runs} left in the middle; catena resume goes on with what is left.\n`);
}

async function runWorkflow(path: string, flags: RunFlags, terminal: Terminal): Promise<number> {
  const beginMs = performance.now();
  const loaded = await loadWorkflow(path, terminal.folder);
  const workflow = requireWorkflow(loaded);
  const outputs = await openOutputs(loaded, flags, terminal.folder);
  const overrides = { dataFolder: flags.data, maxSteps: flags.maxSteps };
  const interruption = new Interruption();
  return withServices(terminal, overrides, async (services) => {
    const options = await toRunOptions(loaded, flags, { services, folder: terminal.folder });
    const run = await services.engine.run(workflow, options);
    await mentionAbandoned(services, flags, terminal);
    const facts = { flags, terminal, interruption, beginMs, artifacts: services.artifacts };
    return carryOutRun(run, { ...facts, ...(outputs && { outputs }) });
  }).finally(() => interruption.dispose());
}

/** `catena run` */
export function createRunCommand(terminal: Terminal): Command {
  const command = new Command('run').description('Run a workflow');
  return addPartOptions(command)
    .argument('<workflow>', 'path of a workflow, or of a folder that holds a workflow.json')
    .addOption(inputOption())
    .option('-o, --out <dir>', 'write the outputs to files in this folder')
    .option('--dry', 'go through the whole workflow with samples; calls no model')
    .option('--fresh', 'compute again what is in the cache')
    .option('--fail-fast', 'end at the first failure; else what does not depend on it goes on')
    .option('--max-steps <n>', 'refuse to run more steps than this (10000)', parseCount)
    .option('-y, --yes', 'replace files in --out that Catena did not write')
    .addOption(dataOption())
    .addOption(jsonOption('one line of JSON for each event, the result as the last'))
    .option('-q, --quiet', 'print nothing but the texts among the outputs')
    .addHelpText('after', inputHelp + partHelp + examples)
    .action(async (path: string, flags: RunFlags) => {
      terminal.exitCode = await runWorkflow(path, flags, terminal);
    });
}
