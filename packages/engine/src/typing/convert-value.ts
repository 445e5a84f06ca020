import type { PortType } from '../definition/port-type.ts';

function convertItem(value: unknown, to: PortType): unknown {
  const plain = typeof value === 'number' || typeof value === 'boolean';
  return to.base === 'text' && plain ? String(value) : value;
}

/**
 * Makes a value of type `from` one of type `to`, for types that `canConvert`. Lists are converted
 * item by item, `null` stays. The result is not checked: where the conversion is only `checked`, the
 * value may still be of the wrong kind.
 */
export function convertValue(value: unknown, from: PortType, to: PortType): unknown {
  if (!Array.isArray(value) || to.depth === 0) return convertItem(value, to);
  const [itemFrom, itemTo] = [from, to].map((type) => ({
    base: type.base,
    depth: Math.max(0, type.depth - 1),
  })) as [PortType, PortType];
  return value.map((item) => convertValue(item, itemFrom, itemTo));
}
