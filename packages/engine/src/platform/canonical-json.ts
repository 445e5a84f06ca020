import { EngineError } from '../errors/engine-error.ts';

// Deeper values are refused before they exhaust the stack.
const maxDepth = 512;

function refuse(what: string): never {
  throw new EngineError({ code: 'not-json-value', message: `${what} has no form in JSON.` });
}

function writeNumber(value: number): string {
  return Number.isFinite(value) ? JSON.stringify(value) : refuse(String(value));
}

function writeObject(value: object, depth: number): string {
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${write(member, depth)}`);
  }
  return `{${members.join(',')}}`;
}

function write(value: unknown, depth: number): string {
  if (depth > maxDepth) refuse(`A value nested deeper than ${maxDepth} levels`);
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'number':
      return writeNumber(value);
    case 'object':
      return Array.isArray(value)
        ? `[${value.map((item) => write(item, depth + 1)).join(',')}]`
        : writeObject(value, depth + 1);
    default:
      return refuse(`A value of type ${typeof value}`);
  }
}

/**
 * Writes JSON so that equal values give equal text: members sorted by UTF-16 code units, no white
 * space, numbers in their shortest form. Members that are `undefined` are left out.
 *
 * @throws EngineError `not-json-value` for functions, symbols, big integers, NaN and infinities, and
 *   for values nested deeper than 512 levels.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}
