import { isArtifactRef } from '../artifact/artifact-ref.ts';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { BaseType } from '../definition/port-type.ts';

const nouns: Readonly<Record<BaseType, string>> = {
  text: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  image: 'an image',
  audio: 'a sound',
  video: 'a video',
  file: 'a file',
  json: 'JSON',
  any: 'a value',
};

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Names a value in a message without quoting all of it. */
function describeValue(value: unknown): string {
  if (isArtifactRef(value)) return `a file of type ${value.mediaType}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return 'missing';
  if (typeof value === 'object' && value !== null) return 'an object';
  return shorten(JSON.stringify(value) ?? typeof value);
}

/** Whether a text is an address that a file can be fetched from. */
export function isFileAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/[^\s/]/i.test(value);
}

function isKindOf(mediaType: string, base: BaseType): boolean {
  return base === 'file' || mediaType.startsWith(`${base}/`);
}

function accepts(accept: readonly string[], mediaType: string): boolean {
  return accept.some((entry) =>
    entry.endsWith('/*') ? mediaType.startsWith(entry.slice(0, -1)) : entry === mediaType,
  );
}

const unknownMediaType = 'application/octet-stream';

/** What is wrong with the kind of a file; its media type may be unknown, then nothing is. */
function checkMediaType(mediaType: string, port: PortDescriptor): string[] {
  if (mediaType === unknownMediaType) return [];
  const { base } = port.type;
  if (!isKindOf(mediaType, base)) {
    return [`must be ${nouns[base]}, but is a file of type ${mediaType}`];
  }
  const declared = port.accept?.filter((entry) => entry.includes('/')) ?? [];
  return declared.length === 0 || accepts(declared, mediaType)
    ? []
    : [`must be of type ${declared.join(' or ')}, but is of type ${mediaType}`];
}

function checkFile(value: unknown, port: PortDescriptor): string[] {
  if (isFileAddress(value)) return [];
  if (!isArtifactRef(value)) {
    return [`must be ${nouns[port.type.base]} file, but is ${describeValue(value)}`];
  }
  return port.inferred ? [] : checkMediaType(value.mediaType, port);
}

function checkNumber(value: unknown, port: PortDescriptor): string[] {
  const whole = port.type.base === 'integer';
  if (typeof value !== 'number' || !Number.isFinite(value) || (whole && !Number.isInteger(value))) {
    return [`must be ${nouns[port.type.base]}, but is ${describeValue(value)}`];
  }
  const { minimum, maximum } = port;
  if (minimum !== undefined && value < minimum) {
    return [`must be at least ${minimum}, but is ${value}`];
  }
  return maximum !== undefined && value > maximum
    ? [`must be at most ${maximum}, but is ${value}`]
    : [];
}

// JSON Schema counts characters, not UTF-16 units.
function countCharacters(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}

function checkText(value: unknown, port: PortDescriptor): string[] {
  if (typeof value !== 'string') return [`must be a text, but is ${describeValue(value)}`];
  const { minLength, maxLength } = port;
  if (minLength === undefined && maxLength === undefined) return [];
  const length = countCharacters(value);
  if (minLength !== undefined && length < minLength) {
    return [`must have at least ${minLength} characters, but has ${length}`];
  }
  return maxLength !== undefined && length > maxLength
    ? [`must have at most ${maxLength} characters, but has ${length}`]
    : [];
}

function checkBoolean(value: unknown): string[] {
  return typeof value === 'boolean'
    ? []
    : [`must be true or false, but is ${describeValue(value)}`];
}

function checkPresent(value: unknown): string[] {
  return value === undefined ? ['must have a value'] : [];
}

const checks: Readonly<Record<BaseType, (value: unknown, port: PortDescriptor) => string[]>> = {
  text: checkText,
  number: checkNumber,
  integer: checkNumber,
  boolean: checkBoolean,
  image: checkFile,
  audio: checkFile,
  video: checkFile,
  file: checkFile,
  json: checkPresent,
  any: checkPresent,
};

const maxChoicesShown = 12;

function checkChoice(value: unknown, choices: readonly (string | number)[]): string[] {
  if (choices.some((choice) => choice === value)) return [];
  const shown = choices.slice(0, maxChoicesShown).map((choice) => JSON.stringify(choice));
  const more = choices.length - shown.length;
  const list = `${shown.join(', ')}${more > 0 ? ` or one of ${more} more` : ''}`;
  return [`must be one of ${list}, but is ${describeValue(value)}`];
}

/**
 * Checks one item against a port: a single value of the port's base type, whatever lists the port has
 * around it. A file is an artifact reference or an `http(s)` address.
 *
 * @returns What is wrong, to follow the port's name in a sentence ("must be at most 4, but is 9");
 *   undefined where nothing is.
 */
export function checkValue(value: unknown, port: PortDescriptor): string[] | undefined {
  const wrong = checks[port.type.base](value, port);
  const all = wrong.length === 0 && port.enum ? checkChoice(value, port.enum) : wrong;
  return all.length > 0 ? all : undefined;
}

/**
 * What a person should know of an item that is right all the same: a file whose kind is not the one
 * that was guessed for the port.
 */
export function warnValue(value: unknown, port: PortDescriptor): string[] | undefined {
  if (!port.inferred || !isArtifactRef(value)) return undefined;
  const found = checkMediaType(value.mediaType, port);
  return found.length > 0
    ? found.map((text) => text.replace(/^must be/, 'is probably meant to be'))
    : undefined;
}

/** Checks a whole value against a port, lists included; messages of items say which one (from 1). */
export function checkPortValue(value: unknown, port: PortDescriptor): string[] | undefined {
  if (port.type.depth === 0) return checkValue(value, port);
  if (!Array.isArray(value)) return [`must be a list, but is ${describeValue(value)}`];
  const item = { ...port, type: { ...port.type, depth: port.type.depth - 1 } };
  const wrong = value.flatMap((member, index) =>
    (checkPortValue(member, item) ?? []).map((text) => `item ${index + 1} ${text}`),
  );
  return wrong.length > 0 ? wrong : undefined;
}
