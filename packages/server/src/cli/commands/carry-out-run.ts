import { resolve } from 'node:path';
import type { ArtifactStore, Run, RunResult } from '@catena/engine';
import { exitCodes } from '../errors/exit-codes.ts';
import type { OutputFolder } from '../outputs/output-folder.ts';
import { planOutputFiles, type OutputFile } from '../outputs/plan-output-files.ts';
import { createJsonReporter } from '../progress/json-reporter.ts';
import { LiveReporter } from '../progress/live-reporter.ts';
import { PlainReporter } from '../progress/plain-reporter.ts';
import { silentReporter, type RunReporter } from '../progress/run-reporter.ts';
import { watchRun } from '../progress/watch-run.ts';
import { countSteps, describeRun } from '../report/run-summary.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Flags that say how a run is shown. */
export interface ReportFlags {
  dry?: boolean;
  json?: boolean;
  quiet?: boolean;
}

interface Written {
  folder: string;
  files: readonly OutputFile[];
}

function chooseReporter(flags: ReportFlags, terminal: Terminal): RunReporter {
  if (flags.json) return createJsonReporter(terminal);
  if (flags.quiet) return silentReporter;
  return terminal.live ? new LiveReporter(terminal) : new PlainReporter(terminal);
}

// A provider that does not answer must not keep a person waiting who wants to leave.
const longestCancelMs = 10_000;

/** Ends the run, or the process, when a person wants it. */
export class Interruption {
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

interface Ended {
  result: RunResult;
  elapsedMs: number;
  flags: ReportFlags;
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

/** What a run is followed with. */
interface RunFacts {
  flags: ReportFlags;
  terminal: Terminal;
  interruption: Interruption;
  /** When the command began, by the clock of `performance`. */
  beginMs: number;
  artifacts: ArtifactStore;
  /** Where the outputs are written to. */
  outputs?: OutputFolder;
}

/** Shows a run until it has ended and writes what came of it. Resolves to the exit code. */
export async function carryOutRun(run: Run, facts: RunFacts): Promise<number> {
  const { flags, terminal, interruption, beginMs, artifacts, outputs } = facts;
  const reporter = chooseReporter(flags, terminal);
  interruption.watch(run, reporter);
  const result = await watchRun(run, reporter).finally(() => reporter.stop());
  const files = outputs && planOutputFiles(result.outputs);
  if (outputs && files) await outputs.write(files, artifacts);
  const elapsedMs = Math.round(performance.now() - beginMs);
  const written = outputs && files && { folder: outputs.folder, files };
  report({ result, elapsedMs, flags, ...(written && { written }) }, terminal);
  if (result.status === 'canceled') return exitCodes.canceled;
  return result.status === 'succeeded' ? exitCodes.ok : exitCodes.failed;
}
