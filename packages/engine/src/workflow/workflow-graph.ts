import { parseReference } from './parse-reference.ts';
import type { Workflow } from './workflow-schema.ts';

/** A value on its way from an output port of one node to an input port of another. */
export interface Edge {
  source: string;
  sourcePort: string;
  target: string;
  targetPort: string;
  /** As in the file: take a list item by item or whole. */
  each?: boolean;
}

/** A value on its way from an input of the workflow to an input port of a node. */
export interface InputEdge {
  input: string;
  target: string;
  targetPort: string;
  each?: boolean;
}

interface FoundReference {
  from: string;
  each?: boolean;
}

function asReference(value: unknown): FoundReference | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { $from, each } = value as Record<string, unknown>;
  if (typeof $from !== 'string') return undefined;
  return { from: $from, ...(typeof each === 'boolean' && { each }) };
}

/**
 * The mathematical view of a workflow. References that cannot be read or that name a node which is
 * not there are left out; validation speaks of them. Every question takes time linear in the size
 * of the graph and none of them recurses, so long chains are fine.
 */
export class WorkflowGraph {
  /** In document order. */
  readonly nodeIds: readonly string[];
  /** In document order of their targets. */
  readonly edges: readonly Edge[];
  readonly inputEdges: readonly InputEdge[];
  readonly #incoming = new Map<string, Edge[]>();
  readonly #outgoing = new Map<string, Edge[]>();

  constructor(workflow: Pick<Workflow, 'nodes'>) {
    this.nodeIds = Object.keys(workflow.nodes);
    for (const id of this.nodeIds) {
      this.#incoming.set(id, []);
      this.#outgoing.set(id, []);
    }
    const edges: Edge[] = [];
    const inputEdges: InputEdge[] = [];
    for (const [target, node] of Object.entries(workflow.nodes)) {
      for (const [targetPort, value] of Object.entries(node.input ?? {})) {
        const found = asReference(value);
        const source = found && parseReference(found.from);
        if (!source) continue;
        const end = { target, targetPort, ...(found.each !== undefined && { each: found.each }) };
        if (source.kind === 'input') inputEdges.push({ input: source.name, ...end });
        else if (this.#outgoing.has(source.nodeId)) {
          edges.push({ source: source.nodeId, sourcePort: source.port, ...end });
        }
      }
    }
    for (const edge of edges) {
      this.#incoming.get(edge.target)?.push(edge);
      this.#outgoing.get(edge.source)?.push(edge);
    }
    this.edges = edges;
    this.inputEdges = inputEdges;
  }

  /** Edges that end at a node. */
  incoming(nodeId: string): readonly Edge[] {
    return this.#incoming.get(nodeId) ?? [];
  }

  /** Edges that begin at a node. */
  outgoing(nodeId: string): readonly Edge[] {
    return this.#outgoing.get(nodeId) ?? [];
  }

  /** The nodes that feed a node, each once. */
  predecessors(nodeId: string): string[] {
    return [...new Set(this.incoming(nodeId).map((edge) => edge.source))];
  }

  /** The nodes that a node feeds, each once. */
  successors(nodeId: string): string[] {
    return [...new Set(this.outgoing(nodeId).map((edge) => edge.target))];
  }

  /**
   * Every node after all that feed it. Document order is kept wherever the edges allow it; where
   * there is a cycle, its nodes come in some fixed order.
   */
  topologicalOrder(): string[] {
    const order: string[] = [];
    this.#walk(this.nodeIds, (id) => this.predecessors(id), { leave: (id) => order.push(id) });
    return order;
  }

  /** One cycle as a path in the direction of the edges, the first node repeated: `['a', 'b', 'a']`. */
  findCycle(): string[] | undefined {
    let cycle: string[] | undefined;
    this.#walk(this.nodeIds, (id) => this.successors(id), {
      meetOpen: (id, path) => {
        cycle ??= [...path.slice(path.indexOf(id)), id];
      },
    });
    return cycle;
  }

  /** The given nodes and everything they depend on. */
  upstreamOf(nodeIds: Iterable<string>): Set<string> {
    return this.#reach(nodeIds, (id) => this.predecessors(id));
  }

  /** The given nodes and everything that depends on them. */
  downstreamOf(nodeIds: Iterable<string>): Set<string> {
    return this.#reach(nodeIds, (id) => this.successors(id));
  }

  #reach(start: Iterable<string>, next: (id: string) => string[]): Set<string> {
    const known = [...start].filter((id) => this.#outgoing.has(id));
    const reached = new Set<string>();
    this.#walk(known, next, { leave: (id) => reached.add(id) });
    return reached;
  }

  /** Depth first; `leave` once per node after all its next ones, `meetOpen` for each edge that closes a cycle. */
  #walk(
    start: readonly string[],
    next: (id: string) => string[],
    on: { leave?: (id: string) => void; meetOpen?: (id: string, path: string[]) => void },
  ): void {
    const state = new Map<string, 'open' | 'left'>();
    for (const root of start) {
      if (state.has(root)) continue;
      const path = [root];
      const waiting = [next(root).values()];
      state.set(root, 'open');
      while (path.length > 0) {
        const step = waiting.at(-1)?.next();
        if (step && !step.done) {
          const known = state.get(step.value);
          if (known === 'open') on.meetOpen?.(step.value, path);
          if (known !== undefined) continue;
          state.set(step.value, 'open');
          path.push(step.value);
          waiting.push(next(step.value).values());
          continue;
        }
        waiting.pop();
        const id = path.pop() ?? '';
        state.set(id, 'left');
        on.leave?.(id);
      }
    }
  }
}
