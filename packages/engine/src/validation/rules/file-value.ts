import { isFileType } from '../../definition/port-type.ts';
import type { Issue } from '../../errors/issue.ts';
import { givenIssue, type GivenValue } from '../given-value.ts';
import type { ValidationContext } from '../validation-context.ts';
import type { ValuePart } from '../value-parts.ts';

function checkFile(given: GivenValue, part: ValuePart): Issue[] {
  const { base } = given.port.type;
  const { kind } = part.value;
  if ((kind !== 'file' && kind !== 'artifact') || part.notList) return [];
  if (isFileType(base) || base === 'json' || base === 'any') return [];
  const text = `must be a value of type ${base}, but is a file`;
  const hint = 'Files go into inputs of type image, audio, video, file, json or any.';
  return [givenIssue(given, part, { code: 'invalid-value', text, hint })];
}

/** Checks that `$file` and `$artifact` stand only where files or any JSON are taken. */
export function fileValue({ given }: ValidationContext): Issue[] {
  return given
    .filter(({ dormant, port }) => !dormant && !port.secret)
    .flatMap((value) => value.parts.flatMap((part) => checkFile(value, part)));
}
