import { isArtifactRef } from '../artifact/artifact-ref.ts';
import type { IssueCode } from '../errors/issue.ts';
import { checkFilePath } from './check-file-path.ts';
import { nearestName } from './nearest-name.ts';
import { parseReference } from './parse-reference.ts';
import { showValue } from './show-value.ts';
import type { InputValue, InvalidValue, ValuePath } from './value-kinds.ts';

/** An object of the document. */
export type Content = Readonly<Record<string, unknown>>;

interface Complaint {
  kind: 'complaint';
  code: IssueCode;
  message: string;
  hint?: string;
}

/** The largest number that `$random` draws where no maximum is given. */
export const defaultRandomMaximum = 2 ** 31 - 1;

function complain(message: string, hint?: string): Complaint {
  return { kind: 'complaint', code: 'invalid-value', message, ...(hint && { hint }) };
}

function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readReference({ $from, each }: Content): InputValue | Complaint {
  const source = typeof $from === 'string' ? parseReference($from) : undefined;
  if (!source) {
    return {
      kind: 'complaint',
      code: 'invalid-reference',
      message: `$from must be "node.port" or "inputs.name", but is ${showValue($from)}.`,
      hint: 'Name a node and one of its outputs, e.g. { "$from": "upscale.image" }.',
    };
  }
  if (each === undefined) return { kind: 'reference', source };
  return typeof each === 'boolean'
    ? { kind: 'reference', source, each }
    : complain(`each must be true or false, but is ${showValue(each)}.`);
}

function readFile({ $file }: Content): InputValue | Complaint {
  const checked = checkFilePath($file);
  return checked.code === undefined
    ? { kind: 'file', path: checked.path }
    : { kind: 'complaint', ...checked };
}

function readArtifact(content: Content): InputValue | Complaint {
  const id = content['$artifact'];
  if (typeof id !== 'string' || !/^[0-9a-f]{64}$/.test(id)) {
    return complain(
      `$artifact must be the SHA-256 of a stored file (64 hex digits), but is ${showValue(id)}.`,
    );
  }
  return { kind: 'artifact', id, ...(isArtifactRef(content) && { ref: content }) };
}

function readSecret({ $secret }: Content): InputValue | Complaint {
  return typeof $secret === 'string' && /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test($secret)
    ? { kind: 'secret', name: $secret }
    : complain(
        '$secret must be the name of a secret: letters, digits, ".", "-" and "_".',
        'Keep the secret itself where the workflow runs and name it here, e.g. { "$secret": "API_KEY" }.',
      );
}

function readRandom({ $random }: Content): InputValue | Complaint {
  if ($random === true) return { kind: 'random', minimum: 0, maximum: defaultRandomMaximum };
  if (!isObject($random)) {
    return complain(
      `$random must be true or { "minimum": …, "maximum": … }, but is ${showValue($random)}.`,
    );
  }
  const unknown = Object.keys($random).find((key) => key !== 'minimum' && key !== 'maximum');
  if (unknown !== undefined) return complain(`$random has no member "${unknown}".`);
  const { minimum = 0, maximum = defaultRandomMaximum } = $random;
  if (!Number.isSafeInteger(minimum) || !Number.isSafeInteger(maximum)) {
    return complain('The bounds of $random must be whole numbers.');
  }
  const range = { minimum: minimum as number, maximum: maximum as number };
  return range.minimum <= range.maximum
    ? { kind: 'random', ...range }
    : complain(
        `The minimum of $random (${range.minimum}) is above its maximum (${range.maximum}).`,
      );
}

interface Word {
  /** Members that may stand beside the word; anything where it is missing. */
  besides?: readonly string[];
  read: (content: Content) => InputValue | Complaint;
}

const words: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['$from', { besides: ['each'], read: readReference }],
  ['$file', { besides: [], read: readFile }],
  ['$artifact', { read: readArtifact }],
  ['$secret', { besides: [], read: readSecret }],
  ['$random', { besides: [], read: readRandom }],
  [
    '$literal',
    { besides: [], read: (content) => ({ kind: 'literal', value: content['$literal'] }) },
  ],
]);

const escapeHint = 'Write { "$literal": … } around an object that is meant as it is.';

function readWord(content: Content): InputValue | Complaint {
  const keys = Object.keys(content);
  const name = keys.find((key) => words.has(key)) ?? keys.find((key) => key.startsWith('$')) ?? '';
  const word = words.get(name);
  if (!word) {
    const nearest = nearestName(name, words.keys());
    return complain(
      `"${name}" is no word of the workflow format.`,
      nearest ? `Did you mean ${nearest}?` : escapeHint,
    );
  }
  const { besides } = word;
  const extra = besides && keys.find((key) => key !== name && !besides.includes(key));
  if (extra === undefined) return word.read(content);
  const nearest = nearestName(extra, besides ?? []);
  return complain(
    `"${extra}" cannot stand beside ${name}.`,
    nearest ? `Did you mean "${nearest}"?` : escapeHint,
  );
}

/** Reads an object that has a member starting with `$`; `path` is empty for the value of an input. */
export function readSpecialValue(content: Content, path: ValuePath): InputValue | InvalidValue {
  const value = readWord(content);
  if (value.kind === 'complaint') {
    const { kind: _kind, ...problem } = value;
    return { kind: 'invalid', problems: [{ ...problem, path }] };
  }
  if (value.kind !== 'reference' || path.length === 0) return value;
  const message =
    'A $from must be the whole value of an input; it cannot stand inside a list or an object.';
  const hint = 'Collect the values with a list.make node and refer to its output.';
  return { kind: 'invalid', problems: [{ code: 'invalid-reference', message, hint, path }] };
}
