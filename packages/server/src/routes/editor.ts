import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { pagePolicy, securityHeaders } from '../middleware/security-headers.ts';

const notBuilt = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Catena</title></head>
  <body>
    <h1>The server is up, the editor is not built</h1>
    <p>Build it with <code>npx -y pnpm@12.21.0 --filter @catena/editor build</code> in the folder of the project and load this page again.</p>
    <p>The API is described at <a href="/api/reference">/api/reference</a>.</p>
  </body>
</html>
`;

/** Names of built files carry a hash of their content. */
const hashedPath = '/assets/';
const forEver = 'public, max-age=31536000, immutable';
const fileName = /\.[a-z0-9]+$/i;

const nothing = async (): Promise<void> => {};

function serveFolder(folder: string, index: string): MiddlewareHandler {
  const files = serveStatic({ root: folder });
  const page = serveStatic({ path: index });
  return async (context, next) => {
    const { path } = context.req;
    const file = await files(context, nothing);
    // A file that is missing is no page.
    const found = file ?? (fileName.test(path) ? undefined : await page(context, nothing));
    if (!found) return next();
    const isHashed = file !== undefined && path.startsWith(hashedPath);
    found.headers.set('cache-control', isHashed ? forEver : 'no-cache');
    return found;
  };
}

/** The editor: its files, and its page for every other path, since it has routes of its own. */
export function editorRoutes(folder: string | undefined): Hono {
  const router = new Hono();
  router.use(securityHeaders(pagePolicy), compress());
  const index = join(folder ?? '', 'index.html');
  let serve: MiddlewareHandler | undefined;
  router.get('*', (context, next) => {
    // It may be built while the server runs.
    if (folder !== undefined && existsSync(index)) {
      serve ??= serveFolder(folder, index);
      return serve(context, next);
    }
    return context.req.path === '/' ? Promise.resolve(context.html(notBuilt)) : next();
  });
  return router;
}
