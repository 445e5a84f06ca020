import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where Catena keeps what it can fetch again: `$XDG_CACHE_HOME/catena`, else `~/.cache/catena`. */
export function defaultCacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'];
  // The XDG specification says that relative paths are to be ignored.
  const usable = base !== undefined && isAbsolute(base);
  return join(usable ? base : join(homedir(), '.cache'), 'catena');
}

export function weightsFolder(cacheFolder: string): string {
  return join(cacheFolder, 'weights');
}
