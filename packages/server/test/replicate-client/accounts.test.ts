import Replicate from 'replicate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveReplicate, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

describe('replicate.accounts', () => {
  it('says who calls', async () => {
    expect(await bench.replicate.accounts.current()).toEqual({
      type: 'user',
      username: 'catena',
      name: 'Catena',
      github_url: null,
      avatar_url: null,
    });
  });

  it('takes any token, or none, on this machine', async () => {
    const baseUrl = `${bench.url}/v1`;
    const replicate = new Replicate({ baseUrl, auth: 'r8_anything' });
    expect((await replicate.accounts.current()).username).toBe('catena');
  });

  it('asks for the token where the server was started with one', async () => {
    const guarded = await serveReplicate({ CATENA_TOKEN: 'a-long-secret' });
    try {
      const baseUrl = `${guarded.url}/v1`;
      const wrong = new Replicate({ baseUrl, auth: 'r8_wrong' });
      await expect(wrong.accounts.current()).rejects.toThrow(
        'You did not pass a valid authentication token',
      );
      const right = new Replicate({ baseUrl, auth: 'a-long-secret' });
      expect((await right.accounts.current()).username).toBe('catena');
    } finally {
      await guarded.close();
    }
  });
});
