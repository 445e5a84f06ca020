import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { JsonSchema } from '../prediction/model-description.ts';
import { inferFileKind } from './infer-file-kind.ts';
import { portWords } from './port-words.ts';
import { propertiesOf, resolveSchema } from './resolve-schema.ts';
import { schemaShape } from './schema-shape.ts';

const bounds = ['minimum', 'maximum', 'minLength', 'maxLength'] as const;

function copyBounds(port: PortDescriptor, schemas: readonly JsonSchema[]): void {
  for (const key of bounds) {
    const value = schemas.map((schema) => schema[key]).find((found) => typeof found === 'number');
    if (value !== undefined) Object.assign(port, { [key]: value });
  }
}

function readEnum(schemas: readonly JsonSchema[]): (string | number)[] | undefined {
  const listed = schemas.map((schema) => schema['enum']).find(Array.isArray) as
    unknown[] | undefined;
  const values = listed?.filter(
    (value): value is string | number => typeof value === 'string' || typeof value === 'number',
  );
  return values && values.length > 0 ? values : undefined;
}

/** The media types that a file input declares. */
export function readAccept(schema: JsonSchema): string[] | undefined {
  const declared = schema['x-cog-accept'] ?? schema['contentMediaType'];
  const listed: unknown[] = Array.isArray(declared) ? declared : [declared];
  const texts = listed.filter((entry) => typeof entry === 'string');
  const types = texts.flatMap((text) => text.split(',')).map((type) => type.trim());
  const named = types.filter((type) => type !== '' && type !== '*/*');
  return named.length > 0 ? named : undefined;
}

interface Property {
  name: string;
  schema: JsonSchema;
  required: boolean;
  example: unknown;
}

function isSecret(schema: JsonSchema): boolean {
  return schema['format'] === 'password' || schema['x-cog-secret'] === true;
}

function toPort(document: JsonSchema, property: Property): PortDescriptor {
  const { name, schema } = property;
  const { base, depth, item } = schemaShape(document, schema);
  const accept = readAccept(item) ?? readAccept(schema);
  const words = portWords(name, schema);
  const file =
    base === 'uri' && inferFileKind({ name, ...words, accept, example: property.example });
  const preset = schema['default'] ?? undefined;
  const port: PortDescriptor = {
    name,
    type: { base: file ? file.kind : base === 'uri' ? 'file' : base, depth },
    ...words,
    required: property.required && preset === undefined,
    connectable: true,
    schema: item,
  };
  if (isSecret(schema) || isSecret(item)) port.secret = true;
  else if (preset !== undefined) port.default = preset;
  const choices = readEnum([schema, item]);
  if (choices) port.enum = choices;
  copyBounds(port, [schema, item]);
  if (file && file.inferred) port.inferred = true;
  if (accept) port.accept = accept;
  if (schema['deprecated'] === true) port.deprecated = true;
  return port;
}

function orderOf(schema: JsonSchema): number {
  const order = schema['x-order'];
  return typeof order === 'number' ? order : Infinity;
}

/** The input ports of a model; `example` helps to tell pictures from sounds. */
export function modelInputs(
  document: JsonSchema,
  example: Readonly<Record<string, unknown>>,
): PortDescriptor[] {
  const input = resolveSchema(document, { $ref: '#/components/schemas/Input' });
  const required = new Set(
    Array.isArray(input['required']) ? (input['required'] as unknown[]) : [],
  );
  return propertiesOf(input)
    .map(([name, raw]) => ({
      name,
      schema: resolveSchema(document, raw),
      required: required.has(name),
      example: Object.hasOwn(example, name) ? example[name] : undefined,
    }))
    .sort((left, right) => {
      const [before, after] = [orderOf(left.schema), orderOf(right.schema)];
      return before === after ? 0 : before - after;
    })
    .map((property) => toPort(document, property));
}
