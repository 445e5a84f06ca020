import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { InputValue, ValuePath } from '../workflow/value-kinds.ts';
import { takesWhole } from '../typing/connect-port.ts';
import { valueDepth } from '../typing/value-shape.ts';

/** One item of a value that stands in the document. */
export interface ValuePart {
  value: InputValue;
  /** From the whole value to the item. */
  path: ValuePath;
  /** Something else stands where a list is needed. */
  notList?: boolean;
}

function itemsOf(value: InputValue): readonly InputValue[] | undefined {
  if (value.kind === 'list') return value.items;
  return value.kind === 'literal' && Array.isArray(value.value)
    ? value.value.map((item: unknown) => ({ kind: 'literal', value: item }))
    : undefined;
}

/** What is special inside of JSON, such as files; the value itself where nothing is around it. */
export function* specialParts(value: InputValue, path: ValuePath): Generator<ValuePart> {
  if (value.kind === 'list') {
    for (const [index, item] of value.items.entries()) yield* specialParts(item, [...path, index]);
  } else if (value.kind === 'record') {
    for (const [name, member] of Object.entries(value.members)) {
      yield* specialParts(member, [...path, name]);
    }
  } else yield { value, path };
}

function* partsBelow(part: ValuePart, levels: number, takesAny: boolean): Generator<ValuePart> {
  const { value, path } = part;
  if (levels === 0) {
    if (takesAny) yield* specialParts(value, path);
    else yield part;
    return;
  }
  const items = itemsOf(value);
  if (!items) yield { ...part, notList: true };
  for (const [index, item] of (items ?? []).entries()) {
    yield* partsBelow({ value: item, path: [...path, index] }, levels - 1, takesAny);
  }
}

/**
 * Takes a value apart into the items that a port checks one by one. With `fansOut`, lists around what
 * the port takes are items of several steps; how many there are is told by the first items.
 */
export function valueParts(
  value: InputValue,
  port: PortDescriptor,
  options: { fansOut: boolean },
): ValuePart[] {
  const { base, depth } = port.type;
  const takesAny = base === 'json' || base === 'any';
  const levels = options.fansOut && !takesWhole(port) ? Math.max(depth, valueDepth(value)) : depth;
  return [...partsBelow({ value, path: [] }, levels, takesAny)];
}
