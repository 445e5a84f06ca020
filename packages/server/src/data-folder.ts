import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository that this program runs from; undefined where it was installed. */
function checkoutRoot(): string | undefined {
  // packages/server/src or packages/server/dist
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const isCheckout = ['pnpm-workspace.yaml', 'packages/server/package.json'].every((name) =>
    existsSync(join(root, name)),
  );
  return isCheckout ? root : undefined;
}

/**
 * Where data lies where nothing is said: in a checkout of the repository `.catena` at its root, else
 * `$XDG_DATA_HOME/catena` or `~/.local/share/catena`.
 */
export function defaultDataFolder(xdgDataHome: string | undefined): string {
  const root = checkoutRoot();
  if (root !== undefined) return join(root, '.catena');
  return join(xdgDataHome ?? join(homedir(), '.local', 'share'), 'catena');
}
