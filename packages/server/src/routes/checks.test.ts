import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { semanticHash, type NodeDescriptor } from '@catena/engine';
import type { Plan } from '../api/checks.ts';
import type { ModelSummary } from '../api/models.ts';
import { openApp, type AppBench } from '../../test/app-bench.ts';
import { countTo, joinTexts } from '../../test/sample-workflows.ts';

let app: AppBench;
beforeAll(async () => void (app = await openApp()));
afterAll(() => app.close());

interface Validation {
  issues: { code: string; severity: string; nodeId?: string; path?: unknown[] }[];
  semanticHash?: string;
}

async function validate(body: Record<string, unknown>): Promise<Validation> {
  const response = await app.post('/validate', body);
  expect(response.status).toBe(200);
  return (await response.json()) as Validation;
}

async function plan(body: Record<string, unknown>): Promise<Plan> {
  const response = await app.post('/plan', body);
  expect(response.status).toBe(200);
  return (await response.json()) as Plan;
}

describe('POST /api/validate', () => {
  it('finds nothing wrong with a good workflow, and names what it computes', async () => {
    expect(await validate({ workflow: joinTexts })).toEqual({
      issues: [],
      semanticHash: semanticHash(joinTexts),
    });
  });

  it('finds everything that is wrong, models and files included', async () => {
    const { issues } = await validate({
      workflow: {
        catena: 1,
        nodes: {
          up: { type: 'predict', provider: 'local', model: 'catena/upscael', input: {} },
          small: { type: 'image.resize', input: { image: { $file: 'cat.png' } } },
          join: { type: 'text.join', input: { texts: { $from: 'nowhere.text' } }, colour: 1 },
        },
      },
    });
    expect(issues.map(({ code }) => code).toSorted()).toEqual([
      'missing-file',
      'unknown-field',
      'unknown-model',
      'unknown-node',
    ]);
    expect(issues.find(({ code }) => code === 'missing-file')).toMatchObject({
      nodeId: 'small',
      path: ['nodes', 'small', 'input', 'image'],
    });
  });

  it('says what is wrong with what is no workflow at all', async () => {
    const { issues, semanticHash: hash } = await validate({ workflow: { nodes: {} } });
    expect(issues).toMatchObject([{ code: 'invalid-document', severity: 'error' }]);
    expect(hash).toBeUndefined();
  });

  it('looks only at what is to be run', async () => {
    const workflow = {
      ...joinTexts,
      nodes: { ...joinTexts.nodes, broken: { type: 'image.resize', input: {} } },
    };
    expect((await validate({ workflow })).issues).toHaveLength(1);
    expect((await validate({ workflow, targets: ['shout'] })).issues).toEqual([]);
  });
});

describe('POST /api/plan', () => {
  it('says how many steps there would be, and what comes from the cache', async () => {
    const workflow = countTo(3);
    const before = await plan({ workflow });
    expect(before).toMatchObject({ steps: 1, exact: false, calls: [] });
    const started = await app.post('/runs', { workflow });
    const { id } = (await started.json()) as { id: string };
    await (await app.get(`/runs/${id}/events`)).text();
    const after = await plan({ workflow });
    expect(after).toMatchObject({ steps: 4, exact: true });
    expect(after.nodes[1]).toMatchObject({ id: 'each', fanOut: '×3', misses: [], unknown: 0 });
    expect(after.nodes[1]?.cached.map(({ runId }) => runId)).toEqual([id, id, id]);
    const fresh = await plan({ workflow, fresh: true });
    expect(fresh.nodes[0]?.misses).toEqual([{ step: 'range', miss: { kind: 'fresh' } }]);
  });

  it('counts the calls of models, of the targets only', async () => {
    const image = { $artifact: 'a'.repeat(64), mediaType: 'image/png', sizeBytes: 1 };
    const up = { type: 'predict', provider: 'local', model: 'catena/upscale' };
    const workflow = {
      catena: 1,
      nodes: {
        one: { ...up, input: { image } },
        two: { ...up, input: { image: { $from: 'one.output' } } },
      },
    };
    expect((await plan({ workflow })).calls).toMatchObject([{ model: 'catena/upscale', calls: 2 }]);
    const part = await plan({ workflow, targets: ['one'] });
    expect(part.calls).toMatchObject([{ calls: 1, exact: true }]);
  });

  it('refuses what cannot run', async () => {
    const response = await app.post('/plan', {
      workflow: { catena: 1, nodes: { a: { type: 'x' } } },
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'invalid-workflow',
      issues: [{ code: 'unknown-node-type', nodeId: 'a' }],
    });
  });
});

describe('GET /api/node-types', () => {
  it('describes every node type of the library', async () => {
    const response = await app.get('/node-types');
    const { nodeTypes } = (await response.json()) as { nodeTypes: NodeDescriptor[] };
    expect(nodeTypes).toEqual(
      JSON.parse(JSON.stringify(app.services.library.catalog.all())) as unknown,
    );
    expect(nodeTypes.length).toBeGreaterThan(20);
  });
});

describe('GET /api/models', () => {
  async function search(query: string): Promise<ModelSummary[]> {
    const response = await app.get(`/models${query}`);
    expect(response.status).toBe(200);
    return ((await response.json()) as { models: ModelSummary[] }).models;
  }

  it('finds models by words, with what they take and give', async () => {
    const [all, found] = [await search(''), await search('?query=upscale')];
    expect(all.length).toBeGreaterThan(found.length);
    expect(found[0]).toMatchObject({
      provider: 'local',
      model: 'catena/upscale',
      metered: false,
      outputs: ['image'],
    });
    expect(found[0]?.inputs).toContain('image');
    expect(await search('?provider=local')).toEqual(all);
    expect(await search('?query=nothing-is-called-this')).toEqual([]);
  });

  it('knows the providers that there are', async () => {
    for (const path of ['/models?provider=nobody', '/models/nobody/catena/upscale']) {
      const response = await app.get(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        code: 'provider-not-found',
        detail: 'Known providers: local, replicate.',
      });
    }
  });

  it('describes one with its schema, of a version where one is named', async () => {
    const response = await app.get('/models/local/catena/upscale');
    const model = (await response.json()) as { version: string; openapiSchema: object };
    expect(model).toMatchObject({ model: 'catena/upscale' });
    expect(model.openapiSchema).toHaveProperty('components');
    const pinned = await app.get(`/models/local/catena/upscale%3A${model.version}`);
    expect(await pinned.json()).toEqual(model);
  });

  it('names the nearest ones where there is none of a name', async () => {
    const response = await app.get('/models/local/catena/upscael');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: 'model-not-found',
      detail: expect.stringContaining('catena/upscale') as unknown,
    });
    for (const name of ['..%2f..%2fetc', '%00', 'a b']) {
      expect((await app.get(`/models/local/catena/${name}`)).status).toBe(404);
    }
  });
});
