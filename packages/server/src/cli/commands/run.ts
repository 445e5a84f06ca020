import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Run, RunOptions, RunResult } from '@catena/engine';
import { exitCodes } from '../errors/exit-codes.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { OutputFolder } from '../outputs/output-folder.ts';
import { planOutputFiles, type OutputFile } from '../outputs/plan-output-files.ts';
import { createJsonReporter } from '../progress/json-reporter.ts';
import { LiveReporter } from '../progress/live-reporter.ts';
import { PlainReporter } from '../progress/plain-reporter.ts';
import { silentReporter, type RunReporter } from '../progress/run-reporter.ts';
import { watchRun } from '../progress/watch-run.ts';
import { countSteps, describeRun } from '../report/run-summary.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { withServices } from './with-services.ts';
import { loadWorkflow, requireWorkflow, type LoadedWorkflow } from '../workflow/load-workflow.ts';
import { dataOption, inputHelp, inputOption, jsonOption, parseCount } from './common-options.ts';
import type { Services } from '../../services.ts';

interface RunFlags {
  input: string[];
  out?: string;
  data?: string;
  maxSteps?: number;
  dry?: boolean;
  fresh?: boolean;
  failFast?: boolean;
  yes?: boolean;
  json?: boolean;
  quiet?: boolean;
}

interface Written {
  folder: string;
  files: readonly OutputFile[];
}

const examples = `
Examples:
  catena run examples/showcase --out out
  catena run poster.json --input photo=@cat.jpg --fresh
  catena run captions --input 'photos=@shots/*.jpg' --json > run.jsonl

Files in --out that Catena wrote itself are replaced; others only with --yes.
Exit codes: 0 succeeded, 1 failed, 2 wrong input or workflow, 130 canceled, 70 fault of Catena.
`;

function chooseReporter(flags: RunFlags, terminal: Terminal): RunReporter {
  if (flags.json) return createJsonReporter(terminal);
  if (flags.quiet) return silentReporter;
  return terminal.live ? new LiveReporter(terminal) : new PlainReporter(terminal);
}

// A provider that does not answer must not keep a person waiting who wants to leave.
const longestCancelMs = 10_000;

/** Ends the run, or the process, when a person wants it. */
class Interruption {
  #run: Run | undefined;
  #reporter: RunReporter = silentReporter;
  readonly #stopListening = onInterrupt({
    onFirst: () => this.#cancel(),
    onSecond: () => this.#leave(),
  });

  /** From now on there is something to end in an orderly way. */
  watch(run: Run, reporter: RunReporter): void {
    this.#run = run;
    this.#reporter = reporter;
  }

  dispose(): void {
    this.#stopListening();
  }

  #cancel(): void {
    if (!this.#run) this.#leave();
    this.#reporter.onCanceling();
    this.#run?.cancel();
    setTimeout(() => this.#leave(), longestCancelMs).unref();
  }

  #leave(): never {
    this.#reporter.stop();
    process.exit(exitCodes.canceled);
  }
}

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

interface Ended {
  result: RunResult;
  elapsedMs: number;
  flags: RunFlags;
  written?: Written;
}

function report(ended: Ended, terminal: Terminal): void {
  const { result, elapsedMs, flags, written } = ended;
  if (flags.json) {
    const { from, ...steps } = countSteps(result);
    const { runId, status, outputs } = result;
    const files = written?.files.map(({ output, path }) => ({
      output,
      path: resolve(written.folder, path),
    }));
    const line = { type: 'result', runId, status, outputs, steps, cachedFrom: from, elapsedMs };
    const error = result.snapshot.error;
    terminal.print(JSON.stringify({ ...line, ...(error && { error }), ...(files && { files }) }));
  } else if (flags.quiet) {
    for (const value of Object.values(result.outputs)) {
      if (typeof value === 'string') terminal.print(value);
    }
  } else {
    const { folder: standingIn, colors } = terminal;
    const facts = { result, elapsedMs, dry: flags.dry ?? false, standingIn, colors };
    terminal.print(...describeRun({ ...facts, ...(written && { written }) }));
  }
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
    const reporter = chooseReporter(flags, terminal);
    interruption.watch(run, reporter);
    const result = await watchRun(run, reporter).finally(() => reporter.stop());
    const files = outputs && planOutputFiles(result.outputs);
    if (outputs && files) await outputs.write(files, services.artifacts);
    const elapsedMs = Math.round(performance.now() - beginMs);
    const written = outputs && files && { folder: outputs.folder, files };
    report({ result, elapsedMs, flags, ...(written && { written }) }, terminal);
    if (result.status === 'canceled') return exitCodes.canceled;
    return result.status === 'succeeded' ? exitCodes.ok : exitCodes.failed;
  }).finally(() => interruption.dispose());
}

/** `catena run` */
export function createRunCommand(terminal: Terminal): Command {
  return new Command('run')
    .description('Run a workflow')
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
    .addHelpText('after', inputHelp + examples)
    .action(async (path: string, flags: RunFlags) => {
      terminal.exitCode = await runWorkflow(path, flags, terminal);
    });
}
