import {
  readInputValue,
  type InputValue,
  type InvalidValue,
  type PortDescriptor,
} from '@catena/engine';

/** Longer values are cut, in characters. */
const longest = 80;

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

function literalWords(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'empty text' : cut(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return cut(JSON.stringify(value) ?? '');
}

const words: {
  [Kind in InputValue['kind'] | 'invalid']: (
    value: Extract<InputValue | InvalidValue, { kind: Kind }>,
  ) => string;
} = {
  literal: ({ value }) => literalWords(value),
  reference: ({ source }) =>
    `from ${source.kind === 'input' ? source.name : `${source.nodeId}.${source.port}`}`,
  file: ({ path }) => path,
  artifact: ({ ref }) => (ref ? `a file, ${ref.mediaType}` : 'a file'),
  secret: ({ name }) => `the secret ${name}`,
  random: ({ minimum, maximum }) =>
    `a random number from ${minimum} to ${maximum}, new in each step`,
  list: ({ items }) => `a list of ${items.length}`,
  record: () => 'a value with files in it',
  invalid: ({ problems }) => problems[0]?.message ?? 'cannot be read',
};

/** What stands in an input, in a few words; where nothing does, what is taken instead. */
export function describeInput(port: PortDescriptor, value: unknown): string {
  if (value === undefined) {
    if (port.default !== undefined) return `${literalWords(port.default)}, as by default`;
    return port.required ? 'not set, needed' : 'not set';
  }
  const read = readInputValue(value);
  return (words[read.kind] as (value: InputValue | InvalidValue) => string)(read);
}
