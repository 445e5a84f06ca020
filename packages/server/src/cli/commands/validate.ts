import { rename, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Command } from 'commander';
import { EngineError, writeLock, type Issue } from '@catena/engine';
import { exitCodes } from '../errors/exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { countOf } from '../text/count-of.ts';
import { describeIssue } from '../text/describe-issue.ts';
import { withServices } from './with-services.ts';
import { loadWorkflow, type LoadedWorkflow } from '../workflow/load-workflow.ts';
import { dataOption, jsonOption } from './common-options.ts';

interface ValidateFlags {
  data?: string;
  lock?: boolean;
  json?: boolean;
}

/** What is wrong with a workflow, and where its lock was written. */
interface Findings {
  issues: readonly Issue[];
  lockPath?: string;
}

async function writeLockFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.part`, text);
    await rename(`${path}.part`, path);
  } catch (cause) {
    throw new EngineError({
      code: 'cannot-write-lock',
      message: `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Check that you may write into the folder of the workflow.',
      cause,
    });
  }
}

function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === 'error');
}

function withoutRepeats(issues: readonly Issue[]): Issue[] {
  const seen = new Map(issues.map((issue) => [JSON.stringify(issue), issue]));
  return [...seen.values()];
}

async function examine(
  loaded: LoadedWorkflow,
  flags: ValidateFlags,
  terminal: Terminal,
): Promise<Findings> {
  const { workflow, lock, folder, place } = loaded;
  if (!workflow) return { issues: loaded.issues };
  return withServices(terminal, { dataFolder: flags.data }, async ({ engine }) => {
    const found = await engine.validate(workflow, { folder, ...(lock && { lock }) });
    const issues = withoutRepeats([...found, ...loaded.issues]);
    if (!flags.lock || hasErrors(issues)) return { issues };
    await writeLockFile(place.lockPath, writeLock(await engine.lock(workflow, { folder })));
    return { issues, lockPath: place.lockPath };
  });
}

function describeFindings(findings: Findings, path: string, terminal: Terminal): string[] {
  const { issues, lockPath } = findings;
  const errors = issues.filter((issue) => issue.severity === 'error').length;
  const warnings = issues.length - errors;
  const { colors } = terminal;
  const verdict =
    errors > 0
      ? colors.red(`✗ ${path}: ${countOf(errors, 'error')}, ${countOf(warnings, 'warning')}`)
      : colors.green(
          `✓ ${path} is valid${warnings > 0 ? `, ${countOf(warnings, 'warning')}` : ''}`,
        );
  const lock = lockPath === undefined ? [] : [`  lock: ${relative(terminal.folder, lockPath)}`];
  return [...issues.flatMap((issue) => describeIssue(issue)), verdict, ...lock];
}

async function validateWorkflow(
  written: string,
  flags: ValidateFlags,
  terminal: Terminal,
): Promise<number> {
  // A lock that is about to be replaced says nothing about the models of now.
  const withLock = !flags.lock;
  const loaded = await loadWorkflow(written, terminal.folder, { withLock });
  const findings = await examine(loaded, flags, terminal);
  const valid = !hasErrors(findings.issues);
  if (flags.json) terminal.print(JSON.stringify({ valid, ...findings }, undefined, 2));
  else {
    const path = relative(terminal.folder, loaded.place.path);
    terminal.print(...describeFindings(findings, path, terminal));
  }
  return valid ? exitCodes.ok : exitCodes.usage;
}

/** `catena validate` */
export function createValidateCommand(terminal: Terminal): Command {
  return new Command('validate')
    .description('Check a workflow, its models included')
    .argument('<workflow>', 'path of a workflow, or of a folder that holds a workflow.json')
    .option(
      '--lock',
      'write its models and the workflows it runs, as they are now, to NAME.lock.json beside it',
    )
    .addOption(dataOption())
    .addOption(jsonOption('{ valid, issues } as JSON'))
    .addHelpText(
      'after',
      '\nExamples:\n  catena validate examples/showcase\n  catena validate poster.json --lock\n\nExit codes: 0 valid, 2 not valid.\n',
    )
    .action(async (path: string, flags: ValidateFlags) => {
      terminal.exitCode = await validateWorkflow(path, flags, terminal);
    });
}
