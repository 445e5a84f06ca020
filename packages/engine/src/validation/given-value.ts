import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { Issue } from '../errors/issue.ts';
import type { ValuePath } from '../workflow/value-kinds.ts';
import { writePath } from '../workflow/value-path.ts';
import type { ValuePart } from './value-parts.ts';

/** A value that stands in the document: at an input of a node, or as a default of the workflow. */
export interface GivenValue {
  origin: 'input' | 'default';
  nodeId?: string;
  port: PortDescriptor;
  path: ValuePath;
  parts: readonly ValuePart[];
  /** The node does not run, so that only what is wrong anyway is reported. */
  dormant: boolean;
}

function placeOf({ origin, nodeId, port }: GivenValue): string {
  return origin === 'input'
    ? `input "${port.name}" of node "${nodeId}"`
    : `the default of input "${port.name}"`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Names a part of a value: `Item 2 of input "prompt" of node "a"`. */
function namePart(given: GivenValue, path: ValuePath): string {
  const place = placeOf(given);
  if (path.length === 0) return capitalize(place);
  return path.every((step) => typeof step === 'number')
    ? `Item ${path.map((step) => step + 1).join('.')} of ${place}`
    : `${capitalize(writePath(path))} in ${place}`;
}

/** Says that a part of a value is wrong; `text` follows its name. */
export function givenIssue(
  given: GivenValue,
  part: ValuePart,
  problem: { code: Issue['code']; severity?: Issue['severity']; text: string; hint: string },
): Issue {
  const { code, severity = 'error', text, hint } = problem;
  const issue: Issue = {
    code,
    severity,
    message: `${namePart(given, part.path)} ${text}.`,
    hint,
    path: [...given.path, ...part.path],
  };
  if (given.nodeId === undefined) return issue;
  return { ...issue, nodeId: given.nodeId, port: given.port.name };
}
