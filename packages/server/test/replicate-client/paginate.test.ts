import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveReplicate, type ReplicateBench } from './serve-replicate.ts';

let bench: ReplicateBench;

beforeAll(async () => {
  bench = await serveReplicate();
});
afterAll(() => bench.close());

it('follows pages to the end, each prediction once', async () => {
  const { replicate } = bench;
  const made: string[] = [];
  for (let index = 0; index < 205; index += 1) {
    const { id } = await replicate.predictions.create({ model: 'test/echo', input: {} });
    made.push(id);
  }
  const pages: string[][] = [];
  for await (const page of replicate.paginate(replicate.predictions.list)) {
    pages.push(page.map(({ id }) => id));
  }
  expect(pages.map((page) => page.length)).toEqual([100, 100, 5]);
  expect(pages.flat().toSorted()).toEqual(made.toSorted());
});

it('follows pages of models', async () => {
  const { replicate, client } = bench;
  const workflow = {
    catena: 1 as const,
    nodes: { join: { type: 'text.join', input: { texts: ['a', 'b'] } } },
    outputs: { text: { $from: 'join.text' } },
  };
  const { id } = await client.workflows.create({ workflow });
  for (let index = 0; index < 30; index += 1) {
    await client.publishedModels.publish(id, { model: `me/model-${index}` });
  }
  const names: string[] = [];
  const sizes: number[] = [];
  for await (const page of replicate.paginate(replicate.models.list)) {
    sizes.push(page.length);
    names.push(...page.map(({ owner, name }) => `${owner}/${name}`));
  }
  expect(sizes[0]).toBe(25);
  expect(sizes.length).toBe(Math.ceil(names.length / 25));
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => name.startsWith('me/'))).toHaveLength(30);
});
