import type { BaseType } from '../definition/port-type.ts';
import type { InputValue } from '../workflow/input-value.ts';

function depthOfJson(value: unknown): number {
  let depth = 0;
  let item = value;
  while (Array.isArray(item)) {
    depth += 1;
    item = item[0];
  }
  return depth;
}

/** How many lists are around the items of a value that stands in the file; taken from its first items. */
export function valueDepth(value: InputValue): number {
  if (value.kind === 'literal') return depthOfJson(value.value);
  if (value.kind !== 'list') return 0;
  const [first] = value.items;
  return 1 + (first ? valueDepth(first) : 0);
}

function baseOfJson(value: unknown): BaseType {
  let item = value;
  while (Array.isArray(item)) [item] = item;
  if (typeof item === 'string') return 'text';
  if (typeof item === 'boolean') return 'boolean';
  if (typeof item === 'number') return Number.isInteger(item) ? 'integer' : 'number';
  return item === undefined ? 'any' : 'json';
}

/** The type of the items of a value that stands in the file. */
export function valueBase(value: InputValue): BaseType {
  switch (value.kind) {
    case 'literal':
      return baseOfJson(value.value);
    case 'file':
    case 'artifact':
      return 'file';
    case 'secret':
      return 'text';
    case 'random':
      return 'integer';
    case 'list':
      return value.items[0] ? valueBase(value.items[0]) : 'any';
    default:
      return 'json';
  }
}
