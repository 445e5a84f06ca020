import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveReplicate, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

describe('replicate.collections', () => {
  it('lists those that hold models', async () => {
    const { results, next, previous } = await bench.replicate.collections.list();
    const slugs = results.map(({ slug }) => slug);
    expect(slugs).toContain('local-models');
    // Nothing has been published here.
    expect(slugs).not.toContain('published-workflows');
    expect([next, previous]).toEqual([null, null]);
  });

  it('gets one with its models', async () => {
    const { collections } = bench.replicate;
    const names = async (slug: string) =>
      (await collections.get(slug)).models?.map(({ owner, name }) => `${owner}/${name}`);
    expect(await names('local-models')).toContain('catena/upscale');
    expect(await names('local-models')).not.toContain('test/echo');
    expect(await names('sounds')).toContain('catena/speak');
    expect(await names('sounds')).not.toContain('catena/upscale');
    const none = collections.get('no-such');
    await expect(none).rejects.toMatchObject({ response: { status: 404 } });
  });
});
