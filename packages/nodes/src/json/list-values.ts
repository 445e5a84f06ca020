import { defineNode, EngineError, port } from '@catena/engine';
import { z } from 'zod';
import { readPath } from './read-path.ts';

/** Turns a list inside JSON into a list of items. */
export const listValues = defineNode({
  type: 'json.items',
  version: 1,
  title: 'Items of JSON',
  description: 'Turns a list inside a JSON value into items, so that what follows runs for each.',
  category: 'json',
  input: z.object({
    value: port.json().meta({ title: 'JSON', description: 'The value to look into.' }),
    path: z.string().max(1000).default('').meta({
      title: 'Path',
      description: 'Where the list is, such as result.faces. Empty for the value itself.',
    }),
  }),
  output: z.object({
    items: z.array(port.any()).meta({ title: 'Items', description: 'The items, in order.' }),
  }),
  run({ input: { value, path } }) {
    const items = readPath(value, path);
    if (Array.isArray(items)) return { items: items as unknown[] };
    throw new EngineError({
      code: 'not-a-list',
      message: `What is at ${path === '' ? 'the top' : JSON.stringify(path)} is not a list.`,
      hint: 'Give the path of a list.',
    });
  },
});
