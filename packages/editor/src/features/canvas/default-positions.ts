import { WorkflowGraph, type Workflow } from '@catena/engine';
import { writeCardId } from '../../document/card-id.ts';
import { readLayout, type Point } from '../../document/layout.ts';
import type { Size } from './canvas-store.ts';
import { estimateSize } from './card-geometry.ts';

const columnStep = 360;
const gap = 24;

interface Placed {
  at: Point;
  size: Size;
}

function overlaps(left: Placed, right: Placed): boolean {
  const [ax, ay] = left.at;
  const [bx, by] = right.at;
  return (
    ax < bx + right.size.width &&
    bx < ax + left.size.width &&
    ay < by + right.size.height + gap &&
    by < ay + left.size.height + gap
  );
}

/** Places cards one after another; each goes down until it covers no other. */
class Placing {
  readonly positions = new Map<string, Point>();
  readonly #placed: Placed[] = [];
  readonly #workflow: Workflow;

  constructor(workflow: Workflow) {
    this.#workflow = workflow;
  }

  keep(id: string, at: Point): void {
    this.positions.set(id, at);
    this.#placed.push({ at, size: estimateSize(this.#workflow, id) });
  }

  place(id: string, [x, y]: Point): void {
    const size = estimateSize(this.#workflow, id);
    const card = { at: [x, y] as Point, size };
    for (;;) {
      const above = this.#placed.find((other) => overlaps(card, other));
      if (!above) break;
      card.at = [x, Math.ceil(above.at[1] + above.size.height + gap)];
    }
    this.keep(id, card.at);
  }

  leftmost(ids: readonly string[]): Point | undefined {
    const known = ids.flatMap((id) => this.positions.get(id) ?? []) as unknown as number[];
    const points: Point[] = [];
    for (let index = 0; index + 1 < known.length; index += 2) {
      points.push([known[index] ?? 0, known[index + 1] ?? 0]);
    }
    return points.toSorted((left, right) => left[0] - right[0] || left[1] - right[1])[0];
  }
}

function placeNodes(placing: Placing, graph: WorkflowGraph): void {
  const depths = new Map<string, number>();
  for (const id of graph.topologicalOrder()) {
    const before = graph.predecessors(id).map((source) => depths.get(source) ?? 0);
    depths.set(id, before.length > 0 ? Math.max(...before) + 1 : 0);
    if (placing.positions.has(id)) continue;
    const sources = graph.predecessors(id).flatMap((source) => {
      const at = placing.positions.get(source);
      return at ? [at] : [];
    });
    const y = Math.min(...sources.map((at) => at[1]), ...(sources.length > 0 ? [] : [0]));
    const x = Math.max(...sources.map((at) => at[0] + columnStep), (depths.get(id) ?? 0) * columnStep);
    placing.place(id, [x, y]);
  }
}
