import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { readVersion } from '../read-version.ts';
import { createRouter, type Router } from './create-router.ts';

/** Files of the reference page; nothing else of the package is served. */
const files: ReadonlySet<string> = new Set([
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'favicon-32x32.png',
]);

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Catena API</title>
    <link rel="icon" href="reference/favicon-32x32.png" />
    <link rel="stylesheet" href="reference/swagger-ui.css" />
  </head>
  <body>
    <div id="reference"></div>
    <script src="reference/swagger-ui-bundle.js"></script>
    <script src="reference/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#reference',
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`;

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function packageFolder(): string {
  return dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
}

/** `/api/openapi.json`, made from the routes of `api`, and `/api/reference`, a page that shows it. */
export function referenceRoutes(api: Router): Router {
  const router = createRouter();
  router.get('/openapi.json', (context) => {
    const document = api.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Catena',
        version: readVersion(),
        description: 'Workflows that chain model predictions. Every failure is a problem+json.',
      },
      security: [{ token: [] }, {}],
    });
    return context.json(document);
  });
  router.get('/reference', (context) =>
    context.html(page, 200, { 'content-security-policy': pagePolicy }),
  );
  router.get('/reference/start.js', (context) =>
    context.body(start, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  const serveFile = serveStatic({
    root: packageFolder(),
    rewriteRequestPath: (path) => path.slice(path.lastIndexOf('/') + 1),
  });
  router.get('/reference/:file', (context, next) =>
    files.has(context.req.param('file')) ? serveFile(context, next) : next(),
  );
  return router;
}
