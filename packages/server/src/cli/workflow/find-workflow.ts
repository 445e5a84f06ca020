import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { nearestName } from '../text/nearest-name.ts';
import { UsageError } from '../errors/usage-error.ts';

/** Where a workflow lies. */
export interface WorkflowPlace {
  /** Of the JSON file; absolute. */
  path: string;
  /** What `$file` is relative to; absolute. */
  folder: string;
  /** Whether it is there or not; absolute. */
  lockPath: string;
}

const fileName = 'workflow.json';

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    const facts = await stat(path);
    return facts.isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

function toPlace(path: string): WorkflowPlace {
  const name = basename(path).replace(/\.json$/i, '');
  const folder = dirname(path);
  return { path, folder, lockPath: join(folder, `${name}.lock.json`) };
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

async function noWorkflow(folder: string, written: string): Promise<UsageError> {
  const names = (await filesIn(folder)).filter(
    (name) => name.endsWith('.json') && !name.endsWith('.lock.json'),
  );
  return new UsageError({
    code: 'workflow-not-found',
    message: `The folder ${written} holds no ${fileName}.`,
    hint:
      names.length > 0
        ? `Name the file: ${names.slice(0, 5).join(', ')}.`
        : `Give the path of a workflow, or of a folder that holds a ${fileName}.`,
  });
}

async function notFound(path: string, written: string): Promise<UsageError> {
  const nearest = nearestName(basename(path), await filesIn(dirname(path)));
  return new UsageError({
    code: 'workflow-not-found',
    message: `There is no workflow at ${written} (looked for ${path}).`,
    hint:
      nearest === undefined
        ? 'Paths are relative to the folder you are in.'
        : `Did you mean ${join(dirname(written), nearest)}?`,
  });
}

/**
 * Finds the workflow that a path names: the file itself, or `workflow.json` in a folder.
 *
 * @param from - Folder that the path is relative to; absolute.
 * @throws UsageError `workflow-not-found`.
 */
export async function findWorkflow(written: string, from: string): Promise<WorkflowPlace> {
  const path = resolve(from, written);
  const kind = await kindOf(path);
  if (kind === 'file') return toPlace(path);
  if (kind === undefined) throw await notFound(path, written);
  const inside = join(path, fileName);
  if ((await kindOf(inside)) === 'file') return toPlace(inside);
  throw await noWorkflow(path, relative(from, path) || '.');
}
