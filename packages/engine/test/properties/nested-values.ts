/** Why nothing is there. */
export type SkipKind = 'not-taken' | 'upstream-failed' | 'muted';

/** A level of lists, by identity. */
export interface Axis {
  of: string;
}

/** Nothing is here; an error where the reason is a failure that is not accepted. */
export class Gap {
  readonly isError: boolean;
  readonly kind: SkipKind;
  /** The step that left it. */
  readonly by: string;

  constructor(isError: boolean, kind: SkipKind, by: string) {
    this.isError = isError;
    this.kind = kind;
    this.by = by;
  }
}

export class Leaf {
  readonly value: unknown;
  readonly by: string;

  constructor(value: unknown, by: string) {
    this.value = value;
    this.by = by;
  }
}

export class Items {
  readonly items: readonly Nested[];
  /** The step that said how many there are. */
  readonly by: string;

  constructor(items: readonly Nested[], by: string) {
    this.items = items;
    this.by = by;
  }
}

export type Nested = Leaf | Gap | Items;
export type Indices = ReadonlyMap<Axis, number>;

export function nest(value: unknown, depth: number, by: string): Nested {
  if (depth === 0) return new Leaf(value, by);
  const items = (value as unknown[]).map((item) => nest(item, depth - 1, by));
  return new Items(items, by);
}

export function descend(data: Nested, axes: readonly Axis[], indices: Indices): Nested {
  let here = data;
  for (const axis of axes) {
    if (!(here instanceof Items)) return here;
    here = here.items[indices.get(axis) ?? -1] as Nested;
  }
  return here;
}

export function findError(data: Nested): Gap | undefined {
  if (data instanceof Gap) return data.isError ? data : undefined;
  const items = data instanceof Items ? data.items : [];
  return items.map(findError).find((error) => error !== undefined);
}

export function addMakers(data: Nested, makers: Set<string>): void {
  if (data.by !== '') makers.add(data.by);
  if (data instanceof Items) for (const item of data.items) addMakers(item, makers);
}

/** Plain values, gaps left out. */
export function strip(data: Nested): unknown {
  if (data instanceof Leaf) return data.value;
  if (data instanceof Gap) return undefined;
  return data.items.filter((item) => !(item instanceof Gap)).map(strip);
}

/** Lists of the same items, each without what is a gap in any of them. */
export function alignGaps(lists: readonly Nested[]): Nested[] {
  const [first] = lists;
  if (!(first instanceof Items)) return [...lists];
  const rows = lists.map((list) => (list as Items).items);
  const columns = first.items.map((_, index) => rows.map((row) => row[index] as Nested));
  const kept = columns
    .filter((column) => !column.some((item) => item instanceof Gap))
    .map(alignGaps);
  return lists.map(
    (list, row) =>
      new Items(
        kept.map((column) => column[row] as Nested),
        list.by,
      ),
  );
}
