import type { JsonSchema } from '@catena/engine';

/** A closed choice, which Cog writes as a schema of its own that the property refers to. */
export interface CogChoice {
  type: 'string' | 'integer' | 'number';
  enum: readonly (string | number)[];
}

/** A property of an input; its place says where people see it. */
export interface CogProperty {
  schema: JsonSchema;
  choice?: CogChoice;
  /** How many lists are around the schema. @defaultValue 0 */
  depth?: number;
  /** Of the property as a whole, beside the lists: `title`, `description`, `default` … */
  words?: JsonSchema;
}

export interface CogSchemaParts {
  /** In the order that people see. */
  input: Readonly<Record<string, CogProperty>>;
  required?: readonly string[];
  /** The one output, or the members of an object. */
  output: { schema: JsonSchema } | { members: Readonly<Record<string, JsonSchema>> };
}

const reserved: ReadonlySet<string> = new Set([
  'Input',
  'Output',
  'ModelOutput',
  'PredictionRequest',
  'PredictionResponse',
  'Status',
]);

/** A file, as Cog writes it. */
export const fileSchema: JsonSchema = { type: 'string', format: 'uri' };

/** `max_tokens` as people read it. */
export function titleOf(name: string): string {
  const words = name.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A schema with so many lists around it. */
export function listOf(schema: JsonSchema, depth: number): JsonSchema {
  return depth === 0 ? schema : { type: 'array', items: listOf(schema, depth - 1) };
}

function toProperty(name: string, order: number, property: CogProperty): JsonSchema {
  const { schema, choice, depth = 0, words = {} } = property;
  const item = choice
    ? reserved.has(name)
      ? { ...schema, type: choice.type, enum: [...choice.enum] }
      : { ...schema, allOf: [{ $ref: `#/components/schemas/${name}` }] }
    : schema;
  return { title: titleOf(name), ...listOf(item, depth), ...words, 'x-order': order };
}

function toObject(title: string, members: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const properties = Object.entries(members).map(
    ([name, schema], order) =>
      [name, { title: titleOf(name), ...schema, 'x-order': order }] as const,
  );
  const required = Object.keys(members);
  return { title, type: 'object', required, properties: Object.fromEntries(properties) };
}

/** The schemas of a model, by name: `Input`, `Output` and what they refer to. */
export function cogSchemas(parts: CogSchemaParts): Record<string, JsonSchema> {
  const { input, required = [], output } = parts;
  const entries = Object.entries(input);
  const properties = entries.map(
    ([name, property], order) => [name, toProperty(name, order, property)] as const,
  );
  const choices = entries.flatMap(([name, { choice }]) =>
    choice && !reserved.has(name)
      ? [[name, { title: name, description: 'An enumeration.', ...choice }] as const]
      : [],
  );
  const shown =
    'schema' in output
      ? { Output: { title: 'Output', ...output.schema } }
      : {
          ModelOutput: toObject('ModelOutput', output.members),
          Output: { $ref: '#/components/schemas/ModelOutput', title: 'Output' },
        };
  return {
    ...Object.fromEntries(choices),
    Input: {
      title: 'Input',
      type: 'object',
      ...(required.length > 0 && { required: [...required] }),
      properties: Object.fromEntries(properties),
    },
    ...shown,
  };
}
