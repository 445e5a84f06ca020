import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createMemoryArtifactStore,
  EngineError,
  systemClock,
  type ModelDescription,
  type Provider,
} from '@catena/engine';
import { FakeProvider } from '@catena/engine/testing';
import { openApp, type AppBench } from '../../test/app-bench.ts';
import { coverSourceOf } from './cover-source.ts';
import { ModelCovers } from './model-covers.ts';
import { searchModels } from './search-models.ts';
import { summariseModel } from './summarise-model.ts';

const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const described: ModelDescription = {
  model: 'acme/paint',
  version: 'v1',
  description: 'Paints.',
  metered: true,
  openapiSchema: {
    components: {
      schemas: {
        Input: { type: 'object', properties: { prompt: { type: 'string' } } },
        Output: { type: 'string', format: 'uri' },
      },
    },
  },
};

describe('a model in short', () => {
  it('has the text of its example, and no licence that is only an address', () => {
    const summary = summariseModel('replicate', {
      ...described,
      defaultExample: { input: { image: 'https://x.test/a.png', prompt: 'a red\n fox ' } },
      card: {
        summary: '',
        source: '',
        licence: { code: 'MIT', weights: 'https://x.test/licence' },
        limits: [],
      },
      runCount: 7,
      warmth: 'cold',
    });
    expect(summary).toMatchObject({ exampleText: 'a red fox', runCount: 7, warmth: 'cold' });
    expect(summary).not.toHaveProperty('licence');
  });

  it('takes its picture from its cover, else from what its example gave, else from what it was made of', () => {
    const input = { image: pixel };
    const output = ['https://x.test/out.webp?x=1'];
    expect(coverSourceOf({ ...described, defaultExample: { input } })).toBe(pixel);
    expect(coverSourceOf({ ...described, defaultExample: { input, output } })).toBe(output[0]);
    const coverUrl = 'https://x.test/cover';
    expect(coverSourceOf({ ...described, coverUrl, defaultExample: { input } })).toBe(coverUrl);
    expect(coverSourceOf({ ...described, coverUrl: 'javascript:1' })).toBeUndefined();
  });
});

describe('a search', () => {
  it('shows what one provider finds beside the problem of another', async () => {
    const model = { input: {}, output: { type: 'string' }, predict: () => 'x' };
    const good = new FakeProvider({ clock: systemClock, models: { 'acme/good': model } });
    const bad: Provider = Object.assign(
      new FakeProvider({ clock: systemClock, models: {}, id: 'bad' }),
      {
        search: () =>
          Promise.reject(
            new EngineError({ code: 'token-missing', message: 'No token.', hint: 'Set one.' }),
          ),
      },
    );
    const { models, problems } = await searchModels([good, bad], '');
    expect(models.map((one) => one.model)).toEqual(['acme/good']);
    expect(problems).toEqual([
      { provider: 'bad', code: 'token-missing', message: 'No token.', hint: 'Set one.' },
    ]);
  });
});

describe('pictures of models', () => {
  it('are fetched once, and asked for again after a failure', async () => {
    const artifacts = createMemoryArtifactStore();
    let asked = 0;
    const fetcher = {
      fetch() {
        asked += 1;
        if (asked === 1) return Promise.reject(new Error('not yet'));
        return artifacts.put(Buffer.from(pixel.split(',')[1] ?? '', 'base64'));
      },
    };
    const covers = new ModelCovers({ artifacts, fetcher });
    const model = { ...described, coverUrl: 'https://x.test/cover.png' };
    expect(await covers.find(model)).toBeUndefined();
    const [first, second] = [await covers.find(model), await covers.find(model)];
    expect(first).toMatchObject({ mediaType: 'image/png' });
    expect(second).toBe(first);
    expect(asked).toBe(2);
  });

  it('are nothing where an address gives something else', async () => {
    const artifacts = createMemoryArtifactStore();
    const fetcher = { fetch: () => artifacts.put(Buffer.from('<html></html>')) };
    const covers = new ModelCovers({ artifacts, fetcher });
    expect(await covers.find({ ...described, coverUrl: 'https://x.test/' })).toBeUndefined();
  });
});

describe('the API', () => {
  let app: AppBench;
  beforeAll(async () => void (app = await openApp()));
  afterAll(() => app.close());

  it('gives a picture of a model made of its example, and says where there is none', async () => {
    const cover = await app.get('/models/local/catena/upscale/cover?width=128');
    expect(cover.status).toBe(200);
    expect(cover.headers.get('content-type')).toBe('image/webp');
    expect((await app.get('/models/local/catena/embed-text/cover')).status).toBe(404);
  });

  it('lists the one version of a model whose provider keeps no list', async () => {
    const model = (await (await app.get('/models/local/catena/upscale')).json()) as {
      version: string;
    };
    const response = await app.get('/models/local/catena/upscale/versions');
    expect(await response.json()).toEqual({ versions: [{ id: model.version }] });
  });

  it('resolves a saved workflow that a node runs, and says where there is none', async () => {
    const workflow = { catena: 1, name: 'Inner', nodes: {} };
    const saved = (await (await app.post('/workflows', { workflow })).json()) as { id: string };
    const found = await app.get(`/workflow-references?reference=${saved.id}`);
    expect(await found.json()).toMatchObject({ workflow, workflowId: saved.id });
    const missing = await app.get('/workflow-references?reference=nobody/nothing');
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ code: 'workflow-not-found' });
  });
});
