import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository that this program runs from; undefined where it was installed. */
export function checkoutRoot(): string | undefined {
  // packages/server/src or packages/server/dist
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const isCheckout = ['pnpm-workspace.yaml', 'packages/server/package.json'].every((name) =>
    existsSync(join(root, name)),
  );
  return isCheckout ? root : undefined;
}
