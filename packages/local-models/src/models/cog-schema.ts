import type { JsonSchema } from '@catena/engine';

/** A closed choice, as Cog writes it: a schema of its own that the property refers to. */
export interface CogEnum {
  type: 'string' | 'integer';
  enum: readonly (string | number)[];
}

export interface CogSchemaParts {
  /** Properties in the order that people see. */
  input: Readonly<Record<string, JsonSchema & { choice?: CogEnum }>>;
  required?: readonly string[];
  output: JsonSchema;
}

/** The part of Cog's OpenAPI document that describes a model: `Input` and `Output`. */
export function cogSchema({ input, required = [], output }: CogSchemaParts): JsonSchema {
  const choices: Record<string, JsonSchema> = {};
  const properties: Record<string, JsonSchema> = {};
  for (const [order, [name, { choice, ...rest }]] of Object.entries(input).entries()) {
    const title = rest['title'] ?? titleOf(name);
    const property: JsonSchema = { title, ...rest, 'x-order': order };
    if (choice !== undefined) {
      choices[name] = { title: name, ...choice };
      property['allOf'] = [{ $ref: `#/components/schemas/${name}` }];
    }
    properties[name] = property;
  }
  const inputSchema = { title: 'Input', type: 'object', required: [...required], properties };
  return {
    components: {
      schemas: { Input: inputSchema, Output: { title: 'Output', ...output }, ...choices },
    },
  };
}

/** A port that takes a picture. */
export function imageInput(description: string): JsonSchema {
  return { type: 'string', format: 'uri', description, 'x-cog-accept': 'image/*' };
}

/** A file as output. */
export const fileOutput: JsonSchema = { type: 'string', format: 'uri' };

function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
