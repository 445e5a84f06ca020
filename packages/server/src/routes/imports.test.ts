import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRouter } from './create-router.ts';
import { importRoutes } from './imports.ts';
import { onError } from '../middleware/on-error.ts';
import { createLogger } from '../create-logger.ts';

let app: ReturnType<typeof createRouter>;

beforeEach(() => {
  app = createRouter().route('/', importRoutes());
  app.onError(onError(createLogger('silent')));
});

afterEach(() => {
  app = createRouter();
});

const send = (body: unknown) =>
  app.request('/imports/comfyui', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

it('makes a workflow of one node from a ComfyUI graph', async () => {
  const graph = { '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a fox' } } };
  const response = await send({ graph, name: 'Fox' });
  expect(response.status).toBe(200);
  const { workflow } = (await response.json()) as { workflow: { nodes: object } };
  expect(workflow).toMatchObject({ name: 'Fox', nodes: { comfyui: { input: { graph } } } });
});

it('says how to export a graph where the file is not the one that is needed', async () => {
  const response = await send({ graph: { nodes: [], links: [] } });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    code: 'not-comfyui',
    detail: expect.stringContaining('Export (API)') as string,
  });
});
