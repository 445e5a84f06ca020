import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { loadConfig } from '../config.ts';
import { createServices, type Services } from '../services.ts';

const showcase = fileURLToPath(new URL('../../../../examples/showcase', import.meta.url));

let root: string;
let services: Services;
let app: ReturnType<typeof createApp>;

async function addTemplate(id: string, workflow: unknown): Promise<void> {
  await mkdir(join(root, 'templates', id), { recursive: true });
  await writeFile(join(root, 'templates', id, 'workflow.json'), JSON.stringify(workflow));
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'catena-templates-'));
  await cp(showcase, join(root, 'templates', 'showcase'), { recursive: true });
  await writeFile(join(root, 'secret.txt'), 'secret');
  const node = {
    type: 'text.join',
    input: { texts: [{ $file: 'out.txt' }, { $literal: { $file: 'x' } }] },
  };
  await addTemplate('leaky', { catena: 1, name: 'Leaky', nodes: { join: node } });
  await symlink(join(root, 'secret.txt'), join(root, 'templates', 'leaky', 'out.txt'));
  await addTemplate('broken', { no: 'workflow' });
  await addTemplate('remote', {
    catena: 1,
    description: 'Asks somebody else.',
    nodes: { ask: { type: 'predict', provider: 'replicate', model: 'owner/model:abc' } },
  });
  const environment = { CATENA_LOG: 'silent', CATENA_TEMPLATES: join(root, 'templates') };
  services = await createServices(loadConfig(environment, { dataFolder: join(root, 'data') }));
  app = createApp(services);
});

afterAll(async () => {
  await services.close();
  await rm(root, { recursive: true, force: true });
});

const get = async (path: string) => app.request(`http://localhost/api${path}`);

it('lists what can be read as a template, the richest first', async () => {
  const { templates } = await (await get('/templates')).json();
  expect(templates.map(({ id }: { id: string }) => id)).toEqual(['showcase', 'leaky', 'remote']);
  expect(templates[0]).toMatchObject({
    name: 'Three lines on a note',
    nodeCount: 10,
    metered: false,
    hasPicture: true,
  });
  expect(templates[0].description).toMatch(/^A small picture of a note becomes.+what comes out\.$/);
  expect(templates[0].models).toContain('catena/ocr');
  expect(templates[2]).toMatchObject({
    name: 'remote',
    description: 'Asks somebody else.',
    models: ['owner/model'],
    metered: true,
    hasPicture: false,
  });
});

it('stores the files of a template, so that it runs without its folder', async () => {
  const { workflow } = await (await get('/templates/showcase')).json();
  expect(JSON.stringify(workflow)).not.toContain('$file');
  const note = workflow.inputs.note.default;
  expect(note).toMatchObject({ mediaType: 'image/png', width: 300, height: 93 });
  expect(await services.artifacts.stat(note.$artifact)).toEqual(note);
  const created = await app.request('http://localhost/api/validate', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workflow }),
  });
  expect((await created.json()).issues).toEqual([]);
});

it('sends the picture', async () => {
  const response = await get('/templates/showcase/picture');
  expect(response.headers.get('content-type')).toBe('image/png');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.equals(await readFile(join(showcase, 'result.png')))).toBe(true);
  expect((await get('/templates/leaky/picture')).status).toBe(404);
});

it('reads no file that a link leads out of the template', async () => {
  const response = await get('/templates/leaky');
  expect(await response.json()).toMatchObject({ status: 422, code: 'path-outside-folder' });
});

it('knows no template outside of its folder', async () => {
  for (const id of [
    '..%2Ftemplates%2Fshowcase',
    '..',
    '%2e%2e',
    'showcase%00',
    'SHOWCASE',
    'broken',
    'nowhere',
  ]) {
    for (const path of [`/templates/${id}`, `/templates/${id}/picture`]) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 404]);
    }
  }
});
