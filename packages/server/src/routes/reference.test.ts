import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApp, type AppBench } from '../../test/app-bench.ts';

let app: AppBench;
beforeAll(async () => void (app = await openApp()));
afterAll(() => app.close());

interface Operation {
  summary?: string;
  tags?: string[];
  security?: unknown[];
  responses: Record<string, { description?: string; content?: Record<string, unknown> }>;
}

async function readDocument() {
  const response = await app.get('/openapi.json');
  expect(response.status).toBe(200);
  return (await response.json()) as {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, unknown>; securitySchemes: unknown };
  };
}

it('describes every route, its refusals included', async () => {
  const { openapi, paths, components } = await readDocument();
  expect(openapi).toBe('3.1.0');
  expect(components.securitySchemes).toEqual({ token: { type: 'http', scheme: 'bearer' } });
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ at: `${method} ${path}`, operation })),
  );
  expect(operations.length).toBeGreaterThan(25);
  for (const { at, operation } of operations) {
    expect([at, operation.summary]).not.toContain(undefined);
    expect([at, operation.tags]).not.toContain(undefined);
    const statuses = Object.keys(operation.responses);
    expect([at, statuses.some((status) => status.startsWith('2'))]).toEqual([at, true]);
    for (const [status, { content }] of Object.entries(operation.responses)) {
      if (Number(status) >= 400) {
        expect([at, Object.keys(content ?? {})]).toEqual([at, ['application/problem+json']]);
      }
    }
  }
  expect(operations.filter(({ operation }) => operation.security).map(({ at }) => at)).toEqual([
    'get /api/health',
    'post /api/session',
    'delete /api/session',
  ]);
});

it('names the schemas that clients know', async () => {
  const { schemas } = (await readDocument()).components;
  const known = ['Health', 'Problem', 'Settings', 'Template', 'Workflow', 'WorkflowVersion', 'Run'];
  expect(Object.keys(schemas)).toEqual(expect.arrayContaining(known));
});

it('describes nothing twice and refers to nothing that is missing', async () => {
  const document = await readDocument();
  const text = JSON.stringify(document);
  const references = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name,
  );
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(references));
});

it('shows it on a page that needs nothing from elsewhere', async () => {
  const page = await app.get('/reference');
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  const html = await page.text();
  expect(html).not.toMatch(/https?:\/\//);
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
  expect(files).toHaveLength(4);
  for (const file of files) {
    const response = await app.get(`/${file}`);
    expect([file, response.status]).toEqual([file, 200]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-type')).toMatch(/css|javascript|png/);
  }
  expect((await app.get('/reference/package.json')).status).toBe(404);
});
