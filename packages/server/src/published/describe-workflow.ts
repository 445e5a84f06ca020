import {
  isArtifactRef,
  isFileType,
  parsePortType,
  type BaseType,
  type JsonSchema,
  type PortType,
  type TypedWorkflow,
  type Workflow,
  type WorkflowInput,
} from '@catena/engine';
import {
  cogSchemas,
  fileSchema,
  listOf,
  type CogChoice,
  type CogProperty,
} from '../cog/cog-schema.ts';

const inputSchemas: Readonly<Record<BaseType, JsonSchema>> = {
  text: { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  image: { ...fileSchema, 'x-cog-accept': 'image/*' },
  audio: { ...fileSchema, 'x-cog-accept': 'audio/*' },
  video: { ...fileSchema, 'x-cog-accept': 'video/*' },
  file: fileSchema,
  // Not only objects: any JSON will do.
  json: {},
  any: {},
};

const outputSchemas: Readonly<Record<BaseType, JsonSchema>> = {
  ...inputSchemas,
  image: { ...fileSchema, contentMediaType: 'image/*' },
  audio: { ...fileSchema, contentMediaType: 'audio/*' },
  video: { ...fileSchema, contentMediaType: 'video/*' },
};

const anyType: PortType = { base: 'any', depth: 0 };

function choiceOf({ enum: choices }: WorkflowInput): CogChoice | undefined {
  if (!choices || choices.length === 0) return undefined;
  const isNumeric = choices.every((choice) => typeof choice === 'number');
  const type = isNumeric ? (choices.every(Number.isInteger) ? 'integer' : 'number') : 'string';
  return { type, enum: choices };
}

/** A default that can be written down: a stored file has no address that is the same everywhere. */
function writtenDefault(input: WorkflowInput, type: PortType): unknown {
  return isFileType(type.base) || holdsFile(input.default) ? undefined : input.default;
}

function holdsFile(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isArtifactRef(value) || '$artifact' in value || Object.values(value).some(holdsFile);
}

function toProperty(name: string, input: WorkflowInput): CogProperty {
  const type = parsePortType(input.type) ?? anyType;
  const { title, description, minimum, maximum } = input;
  const preset = writtenDefault(input, type);
  const choice = choiceOf(input);
  return {
    schema: {
      ...(choice ? {} : inputSchemas[type.base]),
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
    },
    depth: type.depth,
    ...(choice && { choice }),
    words: {
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(preset !== undefined && { default: preset }),
      // May be left out, although there is no value to show.
      ...(input.default !== undefined && preset === undefined && { nullable: true }),
    },
  };
}

interface OutputParts {
  title?: string | undefined;
  description?: string | undefined;
  type: PortType;
}

function toOutput({ type, title, description }: OutputParts): JsonSchema {
  return {
    ...listOf(outputSchemas[type.base], type.depth),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
  };
}

/**
 * What a workflow takes and gives, as a model: its inputs in their order; its output, or an object of
 * its outputs where there are several. A list that is the only output comes item by item.
 */
export function describeWorkflow(
  workflow: Workflow,
  typed: TypedWorkflow,
): Record<string, JsonSchema> {
  const inputs = Object.entries(workflow.inputs ?? {});
  const outputs = Object.entries(workflow.outputs ?? {}).map(([name, output]) => {
    const type = typed.outputs.get(name)?.type ?? anyType;
    const { title, description } = output;
    return { name, type, schema: toOutput({ type, title, description }) };
  });
  const [only] = outputs;
  const input = Object.fromEntries(inputs.map(([name, one]) => [name, toProperty(name, one)]));
  const required = inputs.filter(([, { default: preset }]) => preset === undefined);
  const output =
    only && outputs.length === 1
      ? {
          schema: {
            ...only.schema,
            ...(only.type.depth > 0 && { 'x-cog-array-type': 'iterator' }),
          },
        }
      : { members: Object.fromEntries(outputs.map(({ name, schema }) => [name, schema])) };
  return cogSchemas({ input, required: required.map(([name]) => name), output });
}

/** An input that works, made of what the workflow says itself; undefined where that is not enough. */
export function exampleOf(workflow: Workflow): Record<string, unknown> | undefined {
  const example: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(workflow.inputs ?? {})) {
    if (input.default === undefined) return undefined;
    const preset = writtenDefault(input, parsePortType(input.type) ?? anyType);
    if (preset !== undefined) example[name] = preset;
  }
  return example;
}
