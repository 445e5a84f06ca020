import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineNode, NodeLibrary } from '../src/index.ts';
import { workflowOf } from './behaviour-bench.ts';
import { createHarness, testNodes } from './engine-harness.ts';

const items = workflowOf({
  inputs: { words: { type: 'text[]' } },
  nodes: { hold: { type: 'hold', input: { text: { $from: 'inputs.words' } } } },
});

/** An engine with a node that ends when it is told to. */
function createHeld(computeConcurrency: number) {
  const waiting: (() => void)[] = [];
  const hold = defineNode({
    type: 'hold',
    version: 1,
    title: 'Hold',
    description: 'Waits until it is let go.',
    category: 'text',
    input: z.object({ text: z.string() }),
    output: z.object({ text: z.string() }),
    async run({ input }) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { text: input.text };
    },
  });
  const library = new NodeLibrary([...testNodes, hold]);
  const harness = createHarness({ engine: { library, limits: { computeConcurrency } } });
  const settle = () => harness.clock.runUntil(harness.clock.sleep(100));
  return { ...harness, waiting, settle };
}

it('starts more of what waits as soon as more may compute at once', async () => {
  const { engine, waiting, settle, clock } = createHeld(2);
  const run = await engine.run(items, { inputs: { words: ['a', 'b', 'c', 'd', 'e', 'f'] } });
  await settle();
  expect(waiting).toHaveLength(2);
  engine.setLimits({ computeConcurrency: 5 });
  await settle();
  expect(waiting).toHaveLength(5);
  for (const letGo of waiting.splice(0)) letGo();
  await settle();
  for (const letGo of waiting.splice(0)) letGo();
  expect((await clock.runUntil(run.result)).status).toBe('succeeded');
});

it('lets go on what runs when less may compute at once, and starts nothing new meanwhile', async () => {
  const { engine, waiting, settle, clock } = createHeld(3);
  const run = await engine.run(items, { inputs: { words: ['a', 'b', 'c', 'd'] } });
  await settle();
  engine.setLimits({ computeConcurrency: 1 });
  for (const letGo of waiting.splice(0, 2)) letGo();
  await settle();
  expect(waiting).toHaveLength(1);
  waiting.shift()?.();
  await settle();
  expect(waiting).toHaveLength(1);
  waiting.shift()?.();
  expect((await clock.runUntil(run.result)).status).toBe('succeeded');
});

it('refuses larger runs from now on', async () => {
  const { engine } = createHeld(2);
  const options = { inputs: { words: ['a', 'b', 'c'] } };
  expect((await engine.plan(items, options)).steps).toBe(3);
  engine.setLimits({ maxSteps: 2 });
  await expect(engine.run(items, options)).rejects.toMatchObject({ code: 'too-many-steps' });
});
