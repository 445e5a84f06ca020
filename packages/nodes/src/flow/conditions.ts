import { EngineError } from '@catena/engine';
import { isEqual } from './is-equal.ts';

type Condition = (value: unknown, to: unknown) => boolean;

function isTrue(value: unknown): boolean {
  if (typeof value === 'string')
    return !['', 'false', 'no', '0'].includes(value.trim().toLowerCase());
  if (typeof value === 'number') return value !== 0;
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}

function difference(value: unknown, to: unknown): number {
  const result = toNumber(value) - toNumber(to);
  if (!Number.isNaN(result)) return result;
  throw new EngineError({
    code: 'cannot-compare',
    message: `Only numbers can be larger or smaller; got ${JSON.stringify(value)?.slice(0, 60)} and ${JSON.stringify(to)?.slice(0, 60)}.`,
    hint: 'Connect a number, and give a number to compare with.',
  });
}

function contains(value: unknown, to: unknown): boolean {
  if (typeof value === 'string') return value.includes(String(to));
  if (Array.isArray(value)) return value.some((item) => isEqual(item, to));
  return typeof value === 'object' && value !== null && Object.hasOwn(value, String(to));
}

/** The conditions by which a value can be routed. */
export const conditions = {
  'is-true': isTrue,
  equals: isEqual,
  'not-equals': (value, to) => !isEqual(value, to),
  'greater-than': (value, to) => difference(value, to) > 0,
  'at-least': (value, to) => difference(value, to) >= 0,
  'less-than': (value, to) => difference(value, to) < 0,
  'at-most': (value, to) => difference(value, to) <= 0,
  contains,
  'is-empty': isEmpty,
} satisfies Record<string, Condition>;
