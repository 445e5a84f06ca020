import { defineNode, port } from '@catena/engine';
import { z } from 'zod';
import { readPath } from './read-path.ts';

/** Takes a value out of JSON. */
export const pickValue = defineNode({
  type: 'json.pick',
  version: 1,
  title: 'Pick from JSON',
  description: 'Takes one value out of a JSON value, by its path.',
  category: 'json',
  input: z.object({
    value: port.json().meta({ title: 'JSON', description: 'The value to look into.' }),
    path: z.string().max(1000).meta({
      title: 'Path',
      description:
        'Member names with dots, positions from 0 in brackets: faces[0].box; [-1] is the last.',
    }),
    fallback: port
      .json()
      .optional()
      .meta({ title: 'Fallback', description: 'Taken where there is nothing at the path.' }),
  }),
  output: z.object({
    value: port.any().meta({ title: 'Value', description: 'What is at the path.' }),
  }),
  run({ input: { value, path, fallback } }) {
    return { value: readPath(value, path, fallback) };
  },
});
