import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { JsonSchema, ModelDescription } from '../prediction/model-description.ts';
import { inferFileKind } from './infer-file-kind.ts';
import { readAccept } from './model-inputs.ts';
import { memberMark } from './output-by-port.ts';
import { portWords } from './port-words.ts';
import { propertiesOf, resolveSchema } from './resolve-schema.ts';
import { schemaShape } from './schema-shape.ts';

/** The name of the port where a model has one output. */
const outputName = 'output';

type ModelWords = Pick<ModelDescription, 'model'> & Partial<ModelDescription>;

interface Surroundings {
  document: JsonSchema;
  model: ModelWords;
  inputWords: readonly string[];
}

/** Whether a list is really one text that arrives in pieces. */
function isStreamedText(schema: JsonSchema): boolean {
  return schema['type'] === 'array' && schema['x-cog-array-display'] === 'concatenate';
}

interface Part {
  name: string;
  /** As declared, references not yet followed. */
  raw: unknown;
  example: unknown;
}

function toPort({ document, model, inputWords }: Surroundings, part: Part): PortDescriptor {
  const { name } = part;
  const schema = resolveSchema(document, part.raw);
  const shape = schemaShape(document, schema);
  const streamed = isStreamedText(schema) && shape.base === 'text' && shape.depth === 1;
  const words = portWords(name, schema);
  const file =
    shape.base === 'uri' &&
    inferFileKind({
      name,
      ...words,
      accept: readAccept(shape.item) ?? readAccept(schema),
      example: part.example,
      modelName: `${model.model.slice(model.model.indexOf('/') + 1)} ${model.title ?? ''}`,
      modelDescription: model.description,
      inputWords,
    });
  const axis = schema['x-catena-axis'];
  return {
    name,
    type: {
      base: file ? file.kind : shape.base === 'uri' ? 'file' : shape.base,
      depth: streamed ? 0 : shape.depth,
    },
    ...words,
    required: false,
    connectable: true,
    ...(file && file.inferred && { inferred: true }),
    ...(typeof axis === 'string' && { axis }),
    schema: shape.item,
  };
}

function memberOf(example: unknown, name: string): unknown {
  const holder: unknown = Array.isArray(example) ? example[0] : example;
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined;
}

function memberPorts(around: Surroundings, schema: JsonSchema, example: unknown): PortDescriptor[] {
  return propertiesOf(schema).map(([name, raw]) => {
    const port = toPort(around, { name, raw, example: memberOf(example, name) });
    return { ...port, schema: { ...port.schema, [memberMark]: name } };
  });
}

function isObjectWithMembers(schema: JsonSchema): boolean {
  return (schema['type'] ?? 'object') === 'object' && propertiesOf(schema).length > 0;
}

function listOfObjects(around: Surroundings, part: Part, item: JsonSchema): PortDescriptor[] {
  const whole = toPort(around, part);
  const axis = whole.axis ?? outputName;
  const members = memberPorts(around, item, part.example).map((port) => ({
    ...port,
    type: { ...port.type, depth: port.type.depth + 1 },
    axis,
  }));
  const taken = members.some((port) => port.name === outputName);
  return taken ? members : [...members, { ...whole, axis }];
}

/** What the model's inputs say of its outputs: their names, and the words to choose from. */
function wordsOf(inputs: readonly PortDescriptor[]): string[] {
  return inputs.flatMap((port) => [port.name, ...(port.enum ?? []).map(String)]);
}

/** The output ports of a model; a port `output` of type `any` where its schema says nothing. */
export function modelOutputs(
  document: JsonSchema,
  model: ModelWords,
  inputs: readonly PortDescriptor[],
): PortDescriptor[] {
  const around = { document, model, inputWords: wordsOf(inputs) };
  const example = model.defaultExample?.output;
  const raw = { $ref: '#/components/schemas/Output' };
  const schema = resolveSchema(document, raw);
  const part = { name: outputName, raw: schema, example };
  if (isObjectWithMembers(schema)) return memberPorts(around, schema, example);
  const item = schema['type'] === 'array' ? resolveSchema(document, schema['items']) : {};
  if (isObjectWithMembers(item)) return listOfObjects(around, part, item);
  return [toPort(around, part)];
}
