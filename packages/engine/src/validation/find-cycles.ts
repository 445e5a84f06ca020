import type { WorkflowGraph } from '../workflow/workflow-graph.ts';

/** Groups nodes that reach each other (Tarjan), without recursion. */
class ComponentSearch {
  readonly components: string[][] = [];
  readonly #graph: WorkflowGraph;
  readonly #numbers = new Map<string, number>();
  readonly #lowest = new Map<string, number>();
  readonly #open: string[] = [];
  readonly #isOpen = new Set<string>();

  constructor(graph: WorkflowGraph) {
    this.#graph = graph;
    for (const id of graph.nodeIds) if (!this.#numbers.has(id)) this.#visit(id);
  }

  #enter(id: string): { id: string; next: Iterator<string> } {
    const number = this.#numbers.size;
    this.#numbers.set(id, number);
    this.#lowest.set(id, number);
    this.#open.push(id);
    this.#isOpen.add(id);
    return { id, next: this.#graph.successors(id).values() };
  }

  #visit(root: string): void {
    const path = [this.#enter(root)];
    for (let current = path.at(-1); current; current = path.at(-1)) {
      const step = current.next.next();
      if (step.done) {
        path.pop();
        this.#leave(current.id, path.at(-1)?.id);
      } else if (!this.#numbers.has(step.value)) path.push(this.#enter(step.value));
      else if (this.#isOpen.has(step.value)) this.#lower(current.id, this.#numbers.get(step.value));
    }
  }

  #lower(id: string, number = Infinity): void {
    this.#lowest.set(id, Math.min(this.#lowest.get(id) ?? Infinity, number));
  }

  #leave(id: string, parent: string | undefined): void {
    const lowest = this.#lowest.get(id);
    if (parent !== undefined) this.#lower(parent, lowest);
    if (lowest !== this.#numbers.get(id)) return;
    const component = this.#open.splice(this.#open.lastIndexOf(id));
    for (const member of component) this.#isOpen.delete(member);
    this.components.push(component);
  }
}

/** The shortest way from a node along edges to another, inside of `allowed`; both ends included. */
export function findPath(
  graph: WorkflowGraph,
  ends: { from: string; to: string },
  allowed?: ReadonlySet<string>,
): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const waiting = [ends.from];
  for (const id of waiting) {
    for (const next of graph.successors(id)) {
      if (cameFrom.has(next) || (allowed && !allowed.has(next))) continue;
      cameFrom.set(next, id);
      if (next === ends.to) return walkBack(cameFrom, ends);
      waiting.push(next);
    }
  }
  return undefined;
}

function walkBack(
  cameFrom: ReadonlyMap<string, string>,
  { from, to }: { from: string; to: string },
): string[] {
  const path = [to];
  for (let at = cameFrom.get(to); at !== undefined; at = cameFrom.get(at)) {
    path.push(at);
    if (at === from) break;
  }
  return path.toReversed();
}

/**
 * One cycle for each group of nodes that feed each other, as a path in the direction of the edges with
 * the first node repeated: `['a', 'b', 'a']`. It begins with the first of them in the document.
 */
export function findCycles(graph: WorkflowGraph): string[][] {
  const positions = new Map(graph.nodeIds.map((id, index) => [id, index]));
  const positionOf = (id: string) => positions.get(id) ?? 0;
  return new ComponentSearch(graph).components.flatMap((component) => {
    const first = component.reduce((one, other) =>
      positionOf(other) < positionOf(one) ? other : one,
    );
    const cycle = findPath(graph, { from: first, to: first }, new Set(component));
    return cycle ? [cycle] : [];
  });
}
