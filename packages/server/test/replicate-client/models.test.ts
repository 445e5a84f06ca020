import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveReplicate, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

describe('replicate.models', () => {
  it('gets a model with its schema and an example, and null for what is not known', async () => {
    const model = await bench.replicate.models.get('catena', 'upscale');
    expect(model).toMatchObject({
      owner: 'catena',
      name: 'upscale',
      visibility: 'public',
      is_official: true,
      github_url: null,
      paper_url: null,
      license_url: null,
      cover_image_url: null,
      run_count: 0,
      default_example: { model: 'catena/upscale', status: 'starting', output: null },
    });
    const schema = model.latest_version?.openapi_schema as {
      openapi: string;
      components: { schemas: Record<string, { properties?: Record<string, unknown> }> };
    };
    expect(schema.openapi).toBe('3.0.2');
    expect(schema.components.schemas['Input']?.properties).toHaveProperty('image');
    expect(schema.components.schemas).toHaveProperty('Output');
  });

  it('counts predictions', async () => {
    const before = await bench.replicate.models.get('test', 'fail');
    await bench.replicate.predictions.create({ model: 'test/fail', input: {}, wait: true });
    const after = await bench.replicate.models.get('test', 'fail');
    expect(after.run_count).toBe(before.run_count + 1);
  });

  it('lists models in the order that is asked for', async () => {
    const { results, next, previous } = await bench.replicate.models.list();
    const names = results.map(({ owner, name }) => `${owner}/${name}`);
    expect(names).toContain('catena/upscale');
    expect(names).toContain('test/echo');
    expect([next, previous]).toEqual([null, null]);
    const order = async (sortDirection: string) => {
      const response = await bench.replicate.request('/models', {
        params: { sort_by: 'model_created_at', sort_direction: sortDirection },
      });
      const page = (await response.json()) as { results: { created_at: string }[] };
      return page.results.map((model) => Date.parse(model.created_at));
    };
    const [rising, falling] = [await order('asc'), await order('desc')];
    expect(rising).toEqual(rising.toSorted((one, other) => one - other));
    expect(falling).toEqual(rising.toReversed());
    await expect(order('sideways')).rejects.toMatchObject({ response: { status: 400 } });
  });

  it('finds models by words, the best first', async () => {
    const { results, next } = await bench.replicate.models.search('stream');
    expect(results[0]).toMatchObject({ owner: 'test', name: 'stream' });
    expect(next).toBeNull();
    const bare = await fetch(`${bench.url}/v1/models`, { method: 'QUERY', body: 'stream' });
    expect(((await bare.json()) as { results: unknown[] }).results).toEqual(results);
    expect((await bench.replicate.models.search('no such thing at all')).results).toEqual([]);
  });

  it('searches models and collections in one call', async () => {
    const response = await bench.replicate.request('/search', {
      params: { query: 'pictures', limit: 3 },
    });
    const found = (await response.json()) as Record<string, unknown[]>;
    expect(found['collections']?.[0]).toMatchObject({ slug: 'pictures' });
    expect(found['models']?.length).toBeLessThanOrEqual(3);
    const tooMany = bench.replicate.request('/search', { params: { query: 'x', limit: 51 } });
    await expect(tooMany).rejects.toMatchObject({ response: { status: 400 } });
  });

  it('lists and gets versions', async () => {
    const { versions } = bench.replicate.models;
    const { results } = await versions.list('test', 'echo');
    expect(results).toHaveLength(1);
    const [version] = results;
    expect(version?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(await versions.get('test', 'echo', version?.id ?? '')).toEqual(version);
    const none = versions.get('test', 'echo', '0'.repeat(64));
    await expect(none).rejects.toMatchObject({ response: { status: 404 } });
  });

  it('gives examples and the text that describes a model', async () => {
    const examples = await bench.replicate.request('/models/catena/ocr/examples', {});
    expect(((await examples.json()) as { results: unknown[] }).results).toHaveLength(1);
    const readme = await bench.replicate.request('/models/catena/ocr/readme', {});
    expect(readme.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await readme.text()).toMatch(/^# .*\n\n[^]*Licence/);
  });

  it('says how models are made here, instead of making one', async () => {
    const create = bench.replicate.models.create('me', 'new', {
      visibility: 'private',
      hardware: 'cpu',
    });
    await expect(create).rejects.toMatchObject({ response: { status: 403 } });
    await expect(create).rejects.toThrow('/publish');
  });

  it('says that nothing can be trained here', async () => {
    const { replicate } = bench;
    const { latest_version: version } = await replicate.models.get('test', 'echo');
    const train = replicate.trainings.create('test', 'echo', version?.id ?? '', {
      destination: 'me/mine',
      input: {},
    });
    await expect(train).rejects.toMatchObject({ response: { status: 400 } });
    await expect(train).rejects.toThrow('cannot be trained');
    expect((await replicate.trainings.list()).results).toEqual([]);
    const get = replicate.trainings.get('a'.repeat(26));
    await expect(get).rejects.toMatchObject({ response: { status: 404 } });
  });
});
