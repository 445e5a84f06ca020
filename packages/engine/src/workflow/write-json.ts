/** How a value is laid out as text. */
export interface JsonLayout {
  /** The order of an object's members: as they are, by name, or those listed first and the rest by name. */
  order: 'kept' | 'sorted' | readonly string[];
  /** Every member on a line of its own, however short. */
  expanded?: boolean;
  /** All of it on one line, however long. */
  oneLine?: boolean;
  /** Layouts of members by name. */
  members?: Readonly<Record<string, JsonLayout>>;
  /** The layout of every member. */
  each?: JsonLayout;
}

const columns = 100;
const sorted: JsonLayout = { order: 'sorted' };

function sortKeys(keys: readonly string[], order: JsonLayout['order']): readonly string[] {
  if (order === 'kept') return keys;
  if (order === 'sorted') return keys.toSorted();
  const present = new Set(keys);
  const known = order.filter((key) => present.has(key));
  return [...known, ...keys.filter((key) => !order.includes(key)).toSorted()];
}

function layoutOf(layout: JsonLayout, key: string): JsonLayout {
  const { members } = layout;
  const own = members && Object.hasOwn(members, key) ? members[key] : undefined;
  return own ?? layout.each ?? (layout.oneLine ? { ...sorted, oneLine: true } : sorted);
}

/** The members of an object in their order; `undefined` has no form in JSON and is left out. */
function entriesOf(value: object, layout: JsonLayout): (readonly [string, unknown])[] {
  const content = value as Readonly<Record<string, unknown>>;
  return sortKeys(Object.keys(content), layout.order)
    .map((key) => [key, content[key]] as const)
    .filter(([, member]) => member !== undefined);
}

function writeScalar(value: unknown): string {
  return Object.is(value, -0) ? '-0' : (JSON.stringify(value) ?? 'null');
}

function isExpanded(value: unknown, layout: JsonLayout): boolean {
  return layout.expanded === true && typeof value === 'object' && value !== null;
}

/** The one-line form; undefined where it needs more than `room` columns or a part must be expanded. */
function writeLine(value: unknown, layout: JsonLayout, room: number): string | undefined {
  if (room < 0) return undefined;
  if (typeof value !== 'object' || value === null) {
    const text = writeScalar(value);
    return text.length <= room ? text : undefined;
  }
  const isList = Array.isArray(value);
  const parts: (readonly [string, unknown, JsonLayout])[] = isList
    ? value.map((item) => ['', item as unknown, sorted] as const)
    : entriesOf(value, layout).map(
        ([key, member]) => [`${JSON.stringify(key)}: `, member, layoutOf(layout, key)] as const,
      );
  if (parts.length === 0) return isList ? '[]' : '{}';
  if (isExpanded(value, layout)) return undefined;
  const written: string[] = [];
  let left = room - (isList ? 2 : 4);
  for (const [prefix, member, memberLayout] of parts) {
    const text = writeLine(member, memberLayout, left - prefix.length);
    if (text === undefined) return undefined;
    written.push(prefix + text);
    left -= prefix.length + text.length + 2;
    if (left < -2) return undefined;
  }
  return isList ? `[${written.join(', ')}]` : `{ ${written.join(', ')} }`;
}

interface Place {
  layout: JsonLayout;
  indent: string;
  /** Columns of the line that are taken before the value and after it. */
  taken: number;
}

function writeBlock(value: object, { layout, indent }: Place): string {
  const inner = `${indent}  `;
  const entries: (readonly [string, unknown, JsonLayout])[] = Array.isArray(value)
    ? value.map((item) => ['', item as unknown, sorted] as const)
    : entriesOf(value, layout).map(
        ([key, member]) => [`${JSON.stringify(key)}: `, member, layoutOf(layout, key)] as const,
      );
  const lines = entries.map(([prefix, member, memberLayout], index) => {
    const comma = index < entries.length - 1 ? ',' : '';
    const taken = inner.length + prefix.length + comma.length;
    const text = write(member, { layout: memberLayout, indent: inner, taken });
    return `${inner}${prefix}${text}${comma}\n`;
  });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join('')}${indent}${close}`;
}

function write(value: unknown, place: Place): string {
  const room = place.layout.oneLine ? Infinity : columns - place.taken;
  const line = writeLine(value, place.layout, room);
  if (line !== undefined) return line;
  return typeof value === 'object' && value !== null
    ? writeBlock(value, place)
    : writeScalar(value);
}

/** Writes JSON for people: two spaces, short lists and objects on one line of at most 100 columns. */
export function writeJson(value: unknown, layout: JsonLayout): string {
  return write(value, { layout, indent: '', taken: 0 });
}
