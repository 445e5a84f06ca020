import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveReplicate, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

it('lists what models run on, as a bare list', async () => {
  expect(await bench.replicate.hardware.list()).toEqual([{ name: 'CPU', sku: 'cpu' }]);
});
