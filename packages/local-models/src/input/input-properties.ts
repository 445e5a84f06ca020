import type { JsonSchema } from '@catena/engine';
import { z } from 'zod';

const propertySchema = z.looseObject({
  type: z.enum(['string', 'integer', 'number', 'boolean']).optional(),
  format: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  allOf: z.array(z.object({ $ref: z.string() })).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
});

const documentSchema = z.object({
  components: z.object({
    schemas: z.looseObject({
      Input: z.object({
        required: z.array(z.string()).default([]),
        properties: z.record(z.string(), propertySchema),
      }),
    }),
  }),
});

/** What one input of a model takes. */
export interface InputProperty {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean';
  isFile: boolean;
  required: boolean;
  default: unknown;
  choices?: readonly (string | number)[];
  /** Of a number, or of the characters of a text. */
  least?: number;
  most?: number;
  /** What it takes, for people. */
  words: string;
}

/** Reads the inputs of a model from its schema. */
export function inputProperties(openapiSchema: JsonSchema): InputProperty[] {
  const { schemas } = documentSchema.parse(openapiSchema).components;
  return Object.entries(schemas.Input.properties).map(([name, written]) => {
    const referred = written.allOf?.map(({ $ref }) => schemas[$ref.split('/').at(-1) ?? '']);
    const merged = propertySchema.parse(Object.assign({}, ...(referred ?? []), written));
    const type = merged.type ?? 'string';
    const isText = type === 'string';
    const least = isText ? merged.minLength : merged.minimum;
    const most = isText ? merged.maxLength : merged.maximum;
    const property = {
      name,
      type,
      isFile: isText && merged.format === 'uri',
      required: schemas.Input.required.includes(name),
      default: merged.default,
      ...(merged.enum === undefined ? {} : { choices: merged.enum }),
      ...(least === undefined ? {} : { least }),
      ...(most === undefined ? {} : { most }),
    };
    return { ...property, words: describe(property) };
  });
}

const typeWords = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
} as const;

function describe(property: Omit<InputProperty, 'words'>): string {
  if (property.isFile) return 'a file (an artifact or a data: URI)';
  if (property.choices !== undefined) {
    return `one of ${property.choices.map((choice) => JSON.stringify(choice)).join(', ')}`;
  }
  const { least, most } = property;
  const word = typeWords[property.type];
  if (least === undefined && most === undefined) return word;
  const bounds = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ].join(' and ');
  return property.type === 'string' ? `${word} of ${bounds} characters` : `${word} of ${bounds}`;
}
