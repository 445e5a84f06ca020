import type { IssueCode } from '../errors/issue.ts';

/** A path that may stand in `$file`, or what is wrong with it. */
export type FilePathCheck =
  { code?: undefined; path: string } | { code: IssueCode; message: string; hint: string };

const hint =
  'Put the file into the folder of the workflow and write its path from there, with "/" between names.';

function outside(path: string, why: string): FilePathCheck {
  return {
    code: 'path-outside-folder',
    message: `The path ${JSON.stringify(path)} ${why}.`,
    hint,
  };
}

function leavesFolder(path: string): boolean {
  let depth = 0;
  for (const name of path.split('/')) {
    if (name === '..') depth -= 1;
    else if (name !== '' && name !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

/**
 * Checks by its text alone that a path is relative and stays inside the workflow's folder; whoever
 * opens the file still has to look where links lead.
 */
export function checkFilePath(path: unknown): FilePathCheck {
  if (typeof path !== 'string' || path.replaceAll(/[./]/g, '') === '') {
    return { code: 'invalid-value', message: '$file must be the path of a file.', hint };
  }
  if (/^(https?|data):/i.test(path)) {
    return {
      code: 'path-outside-folder',
      message: '$file takes a path, not an address.',
      hint: 'Write the address as a plain text instead: "https://…".',
    };
  }
  if (path.includes('\\') || path.includes('\0')) {
    return {
      code: 'invalid-value',
      message: `The path ${JSON.stringify(path)} has a character that no path here may have.`,
      hint,
    };
  }
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return outside(path, 'is not relative');
  return leavesFolder(path) ? outside(path, 'leads out of the folder of the workflow') : { path };
}
