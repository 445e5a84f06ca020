import { EngineError } from '@catena/engine';

const part = /\.?([^.[\]"]+)|\[(-?\d+)\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** Reads `a.b[0]["c d"]` into member names and positions. */
function parsePath(path: string): (string | number)[] {
  const parts: (string | number)[] = [];
  part.lastIndex = path.startsWith('$') ? 1 : 0;
  while (part.lastIndex < path.length) {
    const start = part.lastIndex;
    const [, name, position, quoted] = part.exec(path) ?? [];
    if (name !== undefined) parts.push(name);
    else if (position !== undefined) parts.push(Number(position));
    else if (quoted !== undefined) parts.push(JSON.parse(`"${quoted}"`) as string);
    else {
      throw new EngineError({
        code: 'invalid-path',
        message: `The path ${JSON.stringify(path)} cannot be read from position ${start + 1}.`,
        hint: 'Write member names with dots and positions in brackets, such as faces[0].box or ["a name"].',
      });
    }
  }
  return parts;
}

function step(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) {
    const position = Number(key);
    return Number.isInteger(position) ? (value as unknown[]).at(position) : undefined;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function describePlace(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value !== 'object' || value === null) return `no object but ${typeof value}`;
  const names = Object.keys(value);
  return names.length === 0 ? 'an empty object' : `an object with ${names.slice(0, 20).join(', ')}`;
}

/**
 * Finds a value inside another by its path; the empty path is the value itself.
 *
 * @throws EngineError `invalid-path`, and `path-not-found` where there is nothing and no fallback.
 */
export function readPath(value: unknown, path: string, fallback?: unknown): unknown {
  let place = value;
  for (const key of parsePath(path.trim())) {
    const next = step(place, key);
    if (next === undefined) {
      if (fallback !== undefined) return fallback;
      throw new EngineError({
        code: 'path-not-found',
        message: `There is no ${JSON.stringify(key)} on the path ${JSON.stringify(path)}: what is there is ${describePlace(place)}.`,
        hint: 'Correct the path, or give a fallback.',
      });
    }
    place = next;
  }
  return place;
}
