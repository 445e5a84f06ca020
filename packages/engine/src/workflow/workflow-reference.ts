import { checkFilePath, type FilePathCheck } from './check-file-path.ts';

/** Where the workflow of a reference is to be found. */
export type WorkflowReference =
  | ({ kind: 'file' } & FilePathCheck)
  /** `pin` is the semantic hash that the reference asks for. */
  | { kind: 'named'; name: string; pin?: string };

const pinned = /^(.+):([0-9a-f]{64})$/;

/**
 * Reads a reference to a workflow: a path (`./sharpen.json`), else the id of a saved workflow or the
 * name of a published one, `owner/name` or `owner/name:semantic hash`.
 */
export function parseWorkflowReference(reference: string): WorkflowReference {
  if (/^[./\\]|\.json$/i.test(reference)) {
    const checked = checkFilePath(reference);
    if (checked.code !== undefined) {
      return { kind: 'file', ...checked, message: checked.message.replace('$file', 'This') };
    }
    return { kind: 'file', path: normalizePath(checked.path) };
  }
  const [, name, pin] = pinned.exec(reference) ?? [];
  return name !== undefined && pin !== undefined
    ? { kind: 'named', name, pin }
    : { kind: 'named', name: reference };
}

/** The folder of a path, with a slash at its end; empty for what lies beside the workflow. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** A path without empty names, `.` and `..`. */
export function normalizePath(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}
