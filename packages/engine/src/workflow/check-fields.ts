import type { z } from 'zod';
import type { Issue } from '../errors/issue.ts';
import { nearestName } from './nearest-name.ts';
import type { ValuePath } from './value-kinds.ts';
import { writePath } from './value-path.ts';
import {
  retrySchema,
  workflowInputSchema,
  workflowNodeSchema,
  workflowOutputSchema,
  workflowSchema,
} from './workflow-schema.ts';

interface Place {
  path: ValuePath;
  value: unknown;
}

interface Kind {
  noun: string;
  schema: z.ZodObject;
  /** Where objects of this kind stand in a document. */
  find: (document: Readonly<Record<string, unknown>>) => Place[];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function membersOf({ path, value }: Place): Place[] {
  return isObject(value)
    ? Object.entries(value).map(([key, member]) => ({ path: [...path, key], value: member }))
    : [];
}

function section(document: Readonly<Record<string, unknown>>, name: string): Place[] {
  return membersOf({ path: [name], value: document[name] });
}

const kinds: readonly Kind[] = [
  {
    noun: 'a workflow',
    schema: workflowSchema,
    find: (document) => [{ path: [], value: document }],
  },
  {
    noun: 'an input',
    schema: workflowInputSchema,
    find: (document) => section(document, 'inputs'),
  },
  {
    noun: 'a node',
    schema: workflowNodeSchema,
    find: (document) => section(document, 'nodes'),
  },
  {
    noun: 'an output',
    schema: workflowOutputSchema,
    find: (document) => section(document, 'outputs'),
  },
  {
    noun: 'a retry setting',
    schema: retrySchema,
    find: (document) =>
      section(document, 'nodes')
        .flatMap(membersOf)
        .filter((place) => place.path[2] === 'retry'),
  },
];

function isRequired(schema: z.ZodObject, field: string): boolean {
  return !(schema.shape[field] as z.ZodType).safeParse(undefined).success;
}

function checkObject(kind: Kind, { path, value }: Place): Issue[] {
  if (!isObject(value)) return [];
  const fields = Object.keys(kind.schema.shape);
  const unknown = Object.keys(value).filter((name) => !fields.includes(name));
  return unknown.flatMap((name): Issue[] => {
    const nearest = nearestName(name, fields);
    // Then the nearest is reported as missing, and this one named there.
    if (nearest && !Object.hasOwn(value, nearest) && isRequired(kind.schema, nearest)) return [];
    const place = [...path, name];
    return [
      {
        code: 'unknown-field',
        severity: 'warning',
        message: `${writePath(place)} is unknown: ${kind.noun} has no "${name}". It is kept, but does nothing.`,
        hint: nearest
          ? `Did you mean "${nearest}"?`
          : `Known here: ${fields.join(', ')}. For remarks there is "note".`,
        path: place,
        ...(path[0] === 'nodes' && { nodeId: String(path[1]) }),
      },
    ];
  });
}

/** Names the members that no version of the format up to ours knows. They are kept. */
export function checkFields(document: Readonly<Record<string, unknown>>): Issue[] {
  return kinds.flatMap((kind) => kind.find(document).flatMap((place) => checkObject(kind, place)));
}
