import { readSpecialValue, type Content } from './special-value.ts';
import {
  invalidValue,
  type InputValue,
  type InvalidValue,
  type ListValue,
  type LiteralValue,
  type RecordValue,
  type ValuePath,
} from './value-kinds.ts';

export type {
  ArtifactValue,
  FileValue,
  InputValue,
  InvalidValue,
  ListValue,
  LiteralValue,
  RandomValue,
  RecordValue,
  ReferenceValue,
  SecretValue,
  ValueProblem,
} from './value-kinds.ts';

const maxDepth = 64;

type Member = InputValue | InvalidValue;

/** Puts the members of a list or an object together; `build` makes one from values by position. */
function gather<Value>(
  raw: readonly unknown[],
  members: readonly Member[],
  build: {
    literal: (values: readonly unknown[]) => unknown;
    special: (values: InputValue[]) => Value;
  },
): Value | LiteralValue | InvalidValue {
  const problems = members.flatMap((member) => (member.kind === 'invalid' ? member.problems : []));
  if (problems.length > 0) return { kind: 'invalid', problems };
  const values = members as InputValue[];
  const literals = values.flatMap((value) => (value.kind === 'literal' ? [value.value] : []));
  if (literals.length < values.length) return build.special(values);
  const unescaped = literals.some((value, index) => value !== raw[index]);
  return { kind: 'literal', value: build.literal(unescaped ? literals : raw) };
}

function readList(list: readonly unknown[], path: ValuePath): Member {
  const members = list.map((item, index) => readMember(item, path, index));
  return gather(list, members, {
    literal: (values) => values,
    special: (items): ListValue => ({ kind: 'list', items }),
  });
}

function readRecord(content: Content, path: ValuePath): Member {
  const keys = Object.keys(content);
  const raw = Object.values(content);
  const members = raw.map((member, index) => readMember(member, path, keys[index] ?? ''));
  const rebuild = <Item>(values: readonly Item[]) =>
    Object.fromEntries(values.map((value, index) => [keys[index] ?? '', value]));
  return gather(raw, members, {
    literal: (values) => (values === raw ? content : rebuild(values)),
    special: (values): RecordValue => ({ kind: 'record', members: rebuild(values) }),
  });
}

function readMember(value: unknown, path: ValuePath, key: string | number): Member {
  return typeof value === 'object' && value !== null
    ? read(value, [...path, key])
    : { kind: 'literal', value };
}

function read(value: object, path: ValuePath): Member {
  if (path.length > maxDepth) {
    return invalidValue({
      code: 'too-deep',
      message: `The value is nested deeper than ${maxDepth} levels.`,
      path,
    });
  }
  if (Array.isArray(value)) return readList(value, path);
  const content = value as Content;
  const special = Object.keys(content).some((key) => key.startsWith('$'));
  return special ? readSpecialValue(content, path) : readRecord(content, path);
}

/**
 * Reads what stands in an input of a node. Objects with a member that starts with `$` are special,
 * at any depth; a `$from` only as the whole value. Everything inside `$literal` is taken as it is.
 */
export function readInputValue(value: unknown): InputValue | InvalidValue {
  return typeof value === 'object' && value !== null ? read(value, []) : { kind: 'literal', value };
}
