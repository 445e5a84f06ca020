import type { Issue } from '../errors/issue.ts';
import { readInputValue } from './input-value.ts';
import { parseReference } from './parse-reference.ts';
import { showValue } from './show-value.ts';
import type { ValuePath } from './value-kinds.ts';
import { writePath } from './value-path.ts';

type Content = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function checkValue(value: unknown, path: ValuePath): Issue[] {
  const read = readInputValue(value);
  if (read.kind !== 'invalid') return [];
  return read.problems.map(({ path: inner, message, ...rest }) => {
    const place = [...path, ...inner];
    return { ...rest, severity: 'error', message: `${writePath(place)}: ${message}`, path: place };
  });
}

function checkNodes(document: Content): Issue[] {
  return entriesOf(document['nodes']).flatMap(([nodeId, node]) =>
    entriesOf(isObject(node) ? node['input'] : undefined).flatMap(([port, value]) =>
      checkValue(value, ['nodes', nodeId, 'input', port]).map((issue) => ({
        ...issue,
        nodeId,
        port,
      })),
    ),
  );
}

function checkDefault(value: unknown, path: ValuePath): Issue[] {
  const read = readInputValue(value);
  if (read.kind === 'invalid') return checkValue(value, path);
  if (read.kind !== 'reference') return [];
  return [
    {
      code: 'invalid-reference',
      severity: 'error',
      message: `${writePath(path)} cannot come from a node.`,
      hint: 'Inputs are known before any node runs; write a value.',
      path,
    },
  ];
}

function checkDefaults(document: Content): Issue[] {
  return entriesOf(document['inputs']).flatMap(([name, input]) =>
    isObject(input) && 'default' in input
      ? checkDefault(input['default'], ['inputs', name, 'default'])
      : [],
  );
}

function checkOutputs(document: Content): Issue[] {
  return entriesOf(document['outputs']).flatMap(([name, output]): Issue[] => {
    const from = isObject(output) ? output['$from'] : undefined;
    if (typeof from !== 'string' || parseReference(from)) return [];
    const path = ['outputs', name, '$from'];
    return [
      {
        code: 'invalid-reference',
        severity: 'error',
        message: `${writePath(path)} must be "node.port" or "inputs.name", but is ${showValue(from)}.`,
        hint: 'Name a node and one of its outputs, e.g. "upscale.image".',
        path,
      },
    ];
  });
}

/** Reads every value, default and reference of a document for its form alone. */
export function checkInputs(document: Content): Issue[] {
  return [...checkDefaults(document), ...checkNodes(document), ...checkOutputs(document)];
}
