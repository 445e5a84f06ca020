import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { nearestName } from '../text/nearest-name.ts';
import { UsageError } from '../errors/usage-error.ts';

// IMG_9 before IMG_10.
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function expandHome(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    const facts = await stat(path);
    return facts.isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

async function nearestFile(path: string): Promise<string | undefined> {
  try {
    const names = await readdir(dirname(path));
    const nearest = nearestName(basename(path), names);
    return nearest === undefined ? undefined : join(dirname(path), nearest);
  } catch {
    return undefined; // No such folder: nothing to suggest.
  }
}

async function notFound(written: string, path: string): Promise<UsageError> {
  const nearest = await nearestFile(path);
  return new UsageError({
    code: 'input-not-found',
    message: `There is no file ${written} (looked for ${path}).`,
    hint:
      nearest === undefined
        ? 'Paths are relative to the folder you are in. A text that begins with @ is written @@.'
        : `Did you mean ${nearest}?`,
  });
}

async function expandPattern(pattern: string, folder: string): Promise<string[]> {
  const found = await glob(expandHome(pattern), {
    cwd: folder,
    absolute: true,
    onlyFiles: true,
    expandDirectories: false,
  });
  if (found.length > 0) return found.map((path) => resolve(path)).sort(natural.compare);
  throw new UsageError({
    code: 'input-not-found',
    message: `No file matches ${pattern} (looked from ${folder}).`,
    hint: 'Quote the pattern, so that the shell leaves it alone; * does not look into folders below, **/* does.',
  });
}

/**
 * The files that a path or a pattern names: absolute, in natural order (IMG_9 before IMG_10). A file
 * whose name merely looks like a pattern is taken as it is.
 *
 * @throws UsageError where there is none, or where it is a folder.
 */
export async function findFiles(written: string, folder: string): Promise<string[]> {
  const path = resolve(folder, expandHome(written));
  const kind = await kindOf(path);
  if (kind === 'file') return [path];
  if (kind === 'folder') {
    throw new UsageError({
      code: 'invalid-input',
      message: `${written} is a folder.`,
      hint: `Name its files with a pattern: '@${join(written, '*')}'.`,
    });
  }
  if (isDynamicPattern(written)) return expandPattern(written, folder);
  throw await notFound(written, path);
}
