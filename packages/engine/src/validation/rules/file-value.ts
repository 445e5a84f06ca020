import { isFileType } from '../../definition/port-type.ts';
import type { Issue } from '../../errors/issue.ts';
import { nearestName } from '../../workflow/nearest-name.ts';
import { givenIssue, type GivenValue } from '../given-value.ts';
import type { ValidationContext } from '../validation-context.ts';
import type { ValuePart } from '../value-parts.ts';

function checkFile(
  given: GivenValue,
  part: ValuePart,
  files: ReadonlySet<string> | undefined,
): Issue[] {
  const { value } = part;
  const { port, dormant } = given;
  if ((value.kind !== 'file' && value.kind !== 'artifact') || port.secret || part.notList)
    return [];
  const { base } = port.type;
  if (!isFileType(base) && base !== 'json' && base !== 'any') {
    if (dormant) return [];
    const text = `must be a value of type ${base}, but is a file`;
    const hint = 'Files go into inputs of type image, audio, video, file, json or any.';
    return [givenIssue(given, part, { code: 'invalid-value', text, hint })];
  }
  if (value.kind !== 'file' || !files || files.has(value.path)) return [];
  const nearest = nearestName(value.path, files);
  const text = `names the file "${value.path}", which is not there`;
  const hint = nearest
    ? `Did you mean "${nearest}"?`
    : 'Put the file into the folder of the workflow, or correct the path.';
  return [givenIssue(given, part, { code: 'missing-file', text, hint })];
}

/** Checks `$file` and `$artifact`: only where files or any JSON are taken, and only files that exist. */
export function fileValue({ given, options: { files } }: ValidationContext): Issue[] {
  return given.flatMap((value) => value.parts.flatMap((part) => checkFile(value, part, files)));
}
