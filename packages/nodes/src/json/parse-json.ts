import { defineNode, EngineError, port } from '@catena/engine';
import { z } from 'zod';

const fence = /^\s*```[a-z]*\n([^]*?)\n?```\s*$/i;

/** Reads JSON from a text. */
export const parseJson = defineNode({
  type: 'json.parse',
  version: 1,
  title: 'Read JSON',
  description:
    'Reads a JSON value from a text. A code fence around it, as models write, is ignored.',
  category: 'json',
  input: z.object({
    text: z.string().meta({ title: 'Text', description: 'JSON as a text.' }),
  }),
  output: z.object({
    value: port.json().meta({ title: 'JSON', description: 'The value.' }),
  }),
  run({ input: { text } }) {
    try {
      return { value: JSON.parse(fence.exec(text)?.[1] ?? text) as unknown };
    } catch (error) {
      throw new EngineError({
        code: 'invalid-json',
        message: `The text that starts with ${JSON.stringify(text.slice(0, 40))} is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
        hint: 'Ask the model for JSON only, or pick the JSON part by a pattern first.',
        cause: error,
      });
    }
  },
});
