import type { ArtifactRef } from '../artifact/artifact-ref.ts';
import type { IssueCode } from '../errors/issue.ts';
import type { ReferenceSource } from './parse-reference.ts';

/** What stands in an input of a node, told apart by `kind`. */
export type InputValue =
  | LiteralValue
  | ReferenceValue
  | FileValue
  | ArtifactValue
  | SecretValue
  | RandomValue
  | ListValue
  | RecordValue;

/** Plain JSON, with nothing special anywhere inside. */
export interface LiteralValue {
  kind: 'literal';
  value: unknown;
}

/** `$from`: an output of a node, or an input of the workflow. */
export interface ReferenceValue {
  kind: 'reference';
  source: ReferenceSource;
  /** Take a list item by item (true) or whole (false); the port types decide where it is missing. */
  each?: boolean;
}

/** `$file`: a file beside the workflow. */
export interface FileValue {
  kind: 'file';
  /** Relative to the workflow's folder and inside it, with `/` between names. */
  path: string;
}

/** `$artifact`: a stored file. */
export interface ArtifactValue {
  kind: 'artifact';
  /** SHA-256 of the content, in lowercase hex. */
  id: string;
  /** The whole reference, where the file holds it. */
  ref?: ArtifactRef;
}

/** `$secret`: a secret of the host, by name. */
export interface SecretValue {
  kind: 'secret';
  name: string;
}

/** `$random`: one whole number drawn for each step; both bounds can be drawn. */
export interface RandomValue {
  kind: 'random';
  minimum: number;
  maximum: number;
}

/** A list with something special in it, such as files. */
export interface ListValue {
  kind: 'list';
  items: InputValue[];
}

/** An object with something special in it. */
export interface RecordValue {
  kind: 'record';
  members: Record<string, InputValue>;
}

/** A value that cannot be read. */
export interface InvalidValue {
  kind: 'invalid';
  problems: ValueProblem[];
}

/** One mistake in a value. */
export interface ValueProblem {
  code: IssueCode;
  message: string;
  hint?: string;
  /** From the value that was read to the mistake. */
  path: readonly (string | number)[];
}

/** Member names and positions, from a value down to a part of it. */
export type ValuePath = readonly (string | number)[];

/** A value with one mistake in it. */
export function invalidValue(problem: ValueProblem): InvalidValue {
  return { kind: 'invalid', problems: [problem] };
}
