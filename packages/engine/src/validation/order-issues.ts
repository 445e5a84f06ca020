import type { Issue } from '../errors/issue.ts';

function keyOf({ code, path, message }: Issue): string {
  return JSON.stringify([code, path, message]);
}

/** Sections in the order in which workflows are written. */
const sections = ['inputs', 'nodes', 'outputs', 'layout'];

/** Finds where something stands in a document, as positions from the root down. */
class DocumentOrder {
  readonly #root: object;
  readonly #positions = new Map<object, Map<string, number>>();

  constructor(root: object) {
    this.#root = root;
    this.#positions.set(root, new Map(sections.map((name, index) => [name, index])));
  }

  placeOf(path: Issue['path']): number[] {
    let holder: unknown = this.#root;
    return (path ?? []).map((part) => {
      if (typeof holder !== 'object' || holder === null) return Infinity;
      const position = typeof part === 'number' ? part : this.#positionIn(holder, part);
      holder = (holder as Record<string | number, unknown>)[part];
      return position;
    });
  }

  #positionIn(holder: object, name: string): number {
    let positions = this.#positions.get(holder);
    if (!positions) {
      positions = new Map(Object.keys(holder).map((key, index) => [key, index]));
      this.#positions.set(holder, positions);
    }
    return positions.get(name) ?? Infinity;
  }
}

function compare(left: readonly number[], right: readonly number[]): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const [one = 0, other = 0] = [left[index], right[index]];
    if (one !== other) return one < other ? -1 : 1;
  }
  return left.length - right.length;
}

/** Each issue once: errors first, then as their places stand in the document. */
export function orderIssues(issues: readonly Issue[], document: object): Issue[] {
  const order = new DocumentOrder(document);
  const single = new Map(issues.map((issue) => [keyOf(issue), issue]));
  return [...single.values()]
    .map((issue) => ({ issue, place: order.placeOf(issue.path) }))
    .sort((left, right) => {
      const [one, other] = [left.issue.severity, right.issue.severity];
      return one === other ? compare(left.place, right.place) : one === 'error' ? -1 : 1;
    })
    .map(({ issue }) => issue);
}
