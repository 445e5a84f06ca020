import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { ArtifactRef } from '../artifact/artifact-ref.ts';
import { defineNode, type AnyNodeDefinition, type NodeDefinition } from './define-node.ts';
import { NodeLibrary } from './node-library.ts';
import { port } from './port.ts';

const words = {
  type: 'test.label',
  version: 1,
  title: 'Label',
  description: 'For tests.',
  category: 'image',
} as const;

describe('defineNode', () => {
  it('gives run what the schemas of its input give', () => {
    defineNode({
      ...words,
      input: z.object({
        image: port.image(),
        text: z.string(),
        size: z.int().default(12),
        color: z.enum(['red', 'blue']).optional(),
        tags: z.array(z.string()),
        extra: port.json(),
      }),
      output: z.object({}),
      run({ input }) {
        expectTypeOf(input).toEqualTypeOf<{
          image: ArtifactRef;
          text: string;
          size: number;
          color?: 'red' | 'blue' | undefined;
          tags: string[];
          extra: unknown;
        }>();
        return {};
      },
    });
  });

  it('gives run the tools and the signal of its step', () => {
    defineNode({
      ...words,
      input: z.object({ image: port.image() }),
      output: z.object({ image: port.image() }),
      async run({ input, images, signal, progress }) {
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
        expectTypeOf(progress).parameters.toEqualTypeOf<[number, string?]>();
        const image = await images.resize(input.image, { width: 8, fit: 'inside' });
        expectTypeOf(image).toEqualTypeOf<ArtifactRef>();
        return { image };
      },
    });
  });

  it('takes from run what the schemas of its output take, at once or later', () => {
    const output = z.object({ text: z.string(), count: z.int().optional() });
    const input = z.object({});
    defineNode({ ...words, input, output, run: () => ({ text: 'a' }) });
    defineNode({ ...words, input, output, run: async () => ({ text: 'a', count: 1 }) });
    // @ts-expect-error -- a text is missing
    defineNode({ ...words, input, output, run: () => ({ count: 1 }) });
    // @ts-expect-error -- the count is no number
    defineNode({ ...words, input, output, run: () => ({ text: 'a', count: 'one' }) });
    // @ts-expect-error -- run gives nothing
    defineNode({ ...words, input, output, run: () => {} });
  });

  it('knows no input that its schema does not name', () => {
    defineNode({
      ...words,
      input: z.object({ text: z.string() }),
      output: z.object({ text: z.string() }),
      // @ts-expect-error -- there is no `txt`
      run: ({ input }) => ({ text: input.txt }),
    });
  });

  it('takes known categories, and schemas of objects only', () => {
    const schemas = { input: z.object({}), output: z.object({}) };
    // @ts-expect-error -- there is no such category
    defineNode({ ...words, ...schemas, category: 'video', run: () => ({}) });
    // @ts-expect-error -- ports have names
    defineNode({ ...words, ...schemas, input: z.string(), run: () => ({}) });
    // @ts-expect-error -- a node type has a version
    defineNode({ ...words, ...schemas, version: undefined, run: () => ({}) });
  });

  it('keeps the types of its schemas, and fits into a library all the same', () => {
    const input = z.object({ text: z.string() });
    const output = z.object({ length: z.int() });
    const node = defineNode({
      ...words,
      input,
      output,
      run: ({ input: { text } }) => ({ length: text.length }),
    });
    expectTypeOf(node).toEqualTypeOf<NodeDefinition<typeof input, typeof output>>();
    expectTypeOf(node).toExtend<AnyNodeDefinition>();
    expectTypeOf(new NodeLibrary([node]).get('test.label')).toEqualTypeOf<AnyNodeDefinition>();
  });
});
