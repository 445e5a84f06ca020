import type { ValuePath } from './value-kinds.ts';

/** A value inside a document, met on a walk. */
export interface Visit {
  value: unknown;
  /** The member name or position under which the value stands; undefined for the root. */
  key: string | number | undefined;
  /** 0 for the root. */
  depth: number;
  parent: Visit | undefined;
}

/** From the root to what was met. */
export function pathOf(visit: Visit): ValuePath {
  const path: (string | number)[] = [];
  for (let at: Visit | undefined = visit; at?.key !== undefined; at = at.parent) path.push(at.key);
  return path.toReversed();
}

/**
 * Meets every value of a document once, parents first, in document order and without recursion.
 * `enter` says whether to look inside.
 */
export function walkDocument(root: unknown, enter: (visit: Visit) => boolean): void {
  const waiting: Visit[] = [{ value: root, key: undefined, depth: 0, parent: undefined }];
  for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
    if (!enter(visit)) continue;
    const { value, depth } = visit;
    if (typeof value !== 'object' || value === null) continue;
    const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
      ? value.map((item, index) => [index, item as unknown] as const)
      : Object.entries(value);
    for (const [key, member] of entries.toReversed()) {
      waiting.push({ value: member, key, depth: depth + 1, parent: visit });
    }
  }
}
