import {
  baseTypes,
  modelPorts,
  validateWorkflow,
  writePortType,
  type Workflow,
} from '@catena/engine';
import { createNodeLibrary } from '@catena/nodes';
import { describe, expect, it } from 'vitest';
import { cogDocument } from '../cog/cog-document.ts';
import { describeWorkflow, exampleOf } from './describe-workflow.ts';

const { catalog } = createNodeLibrary();

function schemasOf(workflow: Workflow) {
  const { typed } = validateWorkflow(workflow, { catalog, models: new Map() });
  return describeWorkflow(workflow, typed);
}

function portsOf(workflow: Workflow) {
  const openapiSchema = cogDocument({ schemas: schemasOf(workflow) });
  return modelPorts({ model: 'me/it', version: 'v', openapiSchema, metered: false });
}

const join: Workflow['nodes'] = {
  join: { type: 'text.join', input: { texts: ['a', 'b'], separator: ' ' } },
};

describe('the schema of a workflow', () => {
  it('says of every type of input what a reader of models understands as the same type', () => {
    const types = baseTypes.flatMap((base) => [base, `${base}[]`, `${base}[][]`]);
    const inputs = Object.fromEntries(types.map((type, index) => [`input${index}`, { type }]));
    const ports = portsOf({ catena: 1, inputs, nodes: join, outputs: {} }).inputs;
    // Any JSON is any value to a reader of schemas.
    const expected = types.map((type) => type.replace('json', 'any'));
    expect(ports.map(({ type }) => writePortType(type))).toEqual(expected);
    expect(ports.every(({ required }) => required)).toBe(true);
  });

  it('keeps order, words, bounds, choices and defaults of inputs', () => {
    const inputs = {
      size: { type: 'integer', minimum: 1, maximum: 8, default: 2, title: 'How many' },
      style: { type: 'text', enum: ['oil', 'ink'], default: 'ink', description: 'Of the picture.' },
      tags: { type: 'text[]', enum: ['a', 'b'] },
    };
    const schemas = schemasOf({ catena: 1, inputs, nodes: join, outputs: {} });
    expect(schemas['Input']).toEqual({
      title: 'Input',
      type: 'object',
      required: ['tags'],
      properties: {
        size: {
          title: 'How many',
          type: 'integer',
          minimum: 1,
          maximum: 8,
          default: 2,
          'x-order': 0,
        },
        style: {
          title: 'Style',
          allOf: [{ $ref: '#/components/schemas/style' }],
          description: 'Of the picture.',
          default: 'ink',
          'x-order': 1,
        },
        tags: {
          title: 'Tags',
          type: 'array',
          items: { allOf: [{ $ref: '#/components/schemas/tags' }] },
          'x-order': 2,
        },
      },
    });
    expect(schemas['style']).toMatchObject({ enum: ['oil', 'ink'], type: 'string' });
  });

  it('does not mistake a choice for a schema of the document', () => {
    const inputs = { Input: { type: 'text', enum: ['a', 'b'] } };
    const schemas = schemasOf({ catena: 1, inputs, nodes: join, outputs: {} });
    const properties = schemas['Input']?.['properties'] as Record<string, unknown>;
    expect(properties['Input']).toMatchObject({ type: 'string', enum: ['a', 'b'] });
  });

  it('leaves a stored file out of the defaults, and the input optional', () => {
    const file = { $artifact: 'a'.repeat(64) };
    const inputs = {
      photo: { type: 'image', default: file },
      text: { type: 'text', default: 'x' },
    };
    const workflow: Workflow = { catena: 1, inputs, nodes: join, outputs: {} };
    const schemas = schemasOf(workflow);
    expect(schemas['Input']).not.toHaveProperty('required');
    const properties = schemas['Input']?.['properties'] as Record<string, unknown>;
    expect(properties['photo']).toMatchObject({ format: 'uri', nullable: true });
    expect(properties['photo']).not.toHaveProperty('default');
    expect(exampleOf(workflow)).toEqual({ text: 'x' });
  });

  it('has no example where an input has no default', () => {
    const inputs = { text: { type: 'text' } };
    expect(exampleOf({ catena: 1, inputs, nodes: join, outputs: {} })).toBeUndefined();
  });

  it('gives one output as itself', () => {
    const outputs = { line: { $from: 'join.text', title: 'The line' } };
    const { Output, ModelOutput } = schemasOf({ catena: 1, nodes: join, outputs });
    expect(Output).toEqual({ title: 'The line', type: 'string' });
    expect(ModelOutput).toBeUndefined();
  });

  it('gives a list item by item, and several outputs as an object', () => {
    const workflow: Workflow = {
      catena: 1,
      inputs: { names: { type: 'text[]' } },
      nodes: {
        greet: {
          type: 'text.template',
          input: { template: 'Hi {{name}}', name: { $from: 'inputs.names' } },
        },
        all: { type: 'text.join', input: { texts: { $from: 'greet.text' } } },
      },
      outputs: { each: { $from: 'greet.text' } },
    };
    expect(schemasOf(workflow)['Output']).toMatchObject({
      type: 'array',
      items: { type: 'string' },
      'x-cog-array-type': 'iterator',
    });
    const outputs = { ...workflow.outputs, all: { $from: 'all.text' } };
    const ports = portsOf({ ...workflow, outputs }).outputs;
    expect(ports.map(({ name, type }) => [name, writePortType(type)])).toEqual([
      ['each', 'text[]'],
      ['all', 'text'],
    ]);
  });
});
