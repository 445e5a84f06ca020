import type { PortDescriptor } from '../../definition/port-descriptor.ts';
import type { BaseType } from '../../definition/port-type.ts';
import type { Issue } from '../../errors/issue.ts';
import type { RandomValue } from '../../workflow/input-value.ts';
import { givenIssue, type GivenValue } from '../given-value.ts';
import type { ValidationContext } from '../validation-context.ts';
import type { ValuePart } from '../value-parts.ts';

const taking: ReadonlySet<BaseType> = new Set<BaseType>(['integer', 'number', 'json', 'any']);

function limit(value: RandomValue, port: PortDescriptor): RandomValue {
  const minimum = Math.max(value.minimum, Math.ceil(port.minimum ?? -Infinity));
  const maximum = Math.min(value.maximum, Math.floor(port.maximum ?? Infinity));
  return { kind: 'random', minimum, maximum };
}

function checkRandom(given: GivenValue, part: ValuePart): Issue[] {
  const { value } = part;
  const { port, origin } = given;
  if (value.kind !== 'random' || port.secret || part.notList) return [];
  if (origin === 'default') {
    const text = 'cannot be drawn at random';
    const hint = 'Put { "$random": … } at the input of the node that uses it.';
    return [givenIssue(given, part, { code: 'invalid-value', text, hint })];
  }
  if (!taking.has(port.type.base) || port.enum) {
    const text = 'cannot be drawn at random, since it is no free number';
    const hint = '$random stands only at inputs of type integer or number.';
    return [givenIssue(given, part, { code: 'invalid-value', text, hint })];
  }
  const { minimum, maximum } = limit(value, port);
  if (minimum === value.minimum && maximum === value.maximum) return [];
  const text = `draws from ${value.minimum} to ${value.maximum}, but takes only ${port.minimum ?? '…'} to ${port.maximum ?? '…'}`;
  const hint =
    minimum <= maximum
      ? `Write { "$random": { "minimum": ${minimum}, "maximum": ${maximum} } }.`
      : 'Draw from numbers that the input takes.';
  return [givenIssue(given, part, { code: 'value-out-of-bounds', text, hint })];
}

/** Checks `$random`: only where numbers are taken, and only numbers that are taken. */
export function randomValue({ given }: ValidationContext): Issue[] {
  return given
    .filter(({ dormant }) => !dormant)
    .flatMap((value) => value.parts.flatMap((part) => checkRandom(value, part)));
}
