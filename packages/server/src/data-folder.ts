import { homedir } from 'node:os';
import { join } from 'node:path';
import { checkoutRoot } from './checkout-root.ts';

/**
 * Where data lies where nothing is said: in a checkout of the repository `.catena` at its root, else
 * `$XDG_DATA_HOME/catena` or `~/.local/share/catena`.
 */
export function defaultDataFolder(xdgDataHome: string | undefined): string {
  const root = checkoutRoot();
  if (root !== undefined) return join(root, '.catena');
  return join(xdgDataHome ?? join(homedir(), '.local', 'share'), 'catena');
}
