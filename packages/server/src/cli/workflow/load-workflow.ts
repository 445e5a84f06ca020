import { readFile } from 'node:fs/promises';
import {
  InvalidWorkflowError,
  parseLock,
  parseWorkflow,
  type Issue,
  type LockFile,
  type Workflow,
  type WorkflowFolder,
} from '@catena/engine';
import { UsageError } from '../errors/usage-error.ts';
import { findWorkflow, type WorkflowPlace } from './find-workflow.ts';
import { openWorkflowFolder } from '../../workflow-folder.ts';

/** A workflow as it was read from disk. */
export interface LoadedWorkflow {
  place: WorkflowPlace;
  /** Missing where the file cannot be read as one. */
  workflow?: Workflow;
  issues: Issue[];
  folder: WorkflowFolder;
  /** Of the file beside it, where there is one. */
  lock?: LockFile;
}

async function readFileOrRefuse(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UsageError({
      code: 'workflow-unreadable',
      message: `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint: 'Check that it is a file and that you may read it.',
      cause,
    });
  }
}

async function readLock(path: string): Promise<LockFile | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return undefined; // No lock: the providers are asked.
  }
  const { lock, issues } = parseLock(text);
  if (lock) return lock;
  throw new UsageError({
    code: 'invalid-lock',
    message: `The lock file ${path} cannot be used: ${issues[0]?.message ?? ''}`,
    hint: 'Delete it, or write it anew with catena validate --lock.',
  });
}

/**
 * Reads a workflow and the lock beside it; what is wrong with the document are issues.
 *
 * @param from - Folder that `written` is relative to; absolute.
 * @throws UsageError where there is no such file.
 */
export async function loadWorkflow(
  written: string,
  from: string,
  options: { withLock: boolean } = { withLock: true },
): Promise<LoadedWorkflow> {
  const place = await findWorkflow(written, from);
  const { workflow, issues } = parseWorkflow(await readFileOrRefuse(place.path));
  const lock = options.withLock ? await readLock(place.lockPath) : undefined;
  return {
    place,
    issues,
    folder: openWorkflowFolder(place.folder),
    ...(workflow && { workflow }),
    ...(lock && { lock }),
  };
}

/** @throws InvalidWorkflowError where the document cannot be read as a workflow. */
export function requireWorkflow(loaded: LoadedWorkflow): Workflow {
  if (loaded.workflow) return loaded.workflow;
  throw new InvalidWorkflowError(loaded.issues);
}
