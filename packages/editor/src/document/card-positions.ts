import { WorkflowGraph, type Workflow } from '@catena/engine';
import { writeCardId } from './card-id.ts';
import { readLayout, type Point } from './layout.ts';
import type { Size } from './card-size.ts';
import { estimateSize } from './estimate-size.ts';

const columnStep = 360;
const gap = 32;

interface Placed {
  at: Point;
  size: Size;
}

function overlaps(left: Placed, right: Placed): boolean {
  const [leftX, leftY] = left.at;
  const [rightX, rightY] = right.at;
  return (
    leftX < rightX + right.size.width &&
    rightX < leftX + left.size.width &&
    leftY < rightY + right.size.height + gap &&
    rightY < leftY + left.size.height + gap
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
    let card: Placed = { at: [x, y], size };
    for (;;) {
      const above = this.#placed.find((other) => overlaps(card, other));
      if (!above) break;
      card = { at: [x, Math.ceil(above.at[1] + above.size.height + gap)], size };
    }
    this.keep(id, card.at);
  }

  find(ids: readonly string[]): Point[] {
    return ids.flatMap((id) => {
      const at = this.positions.get(id);
      return at ? [at] : [];
    });
  }
}

function placeNodes(placing: Placing, graph: WorkflowGraph): void {
  for (const id of graph.topologicalOrder()) {
    if (placing.positions.has(id)) continue;
    const sources = placing.find(graph.predecessors(id));
    const x = sources.length > 0 ? Math.max(...sources.map((at) => at[0])) + columnStep : 0;
    const y = sources.length > 0 ? Math.min(...sources.map((at) => at[1])) : 0;
    placing.place(id, [x, y]);
  }
}

function placeInputs(placing: Placing, workflow: Workflow, graph: WorkflowGraph): void {
  const all = [...placing.positions.values()];
  const left = all.length > 0 ? Math.min(...all.map((at) => at[0])) : columnStep;
  for (const name of Object.keys(workflow.inputs ?? {})) {
    const id = writeCardId({ kind: 'input', name });
    if (placing.positions.has(id)) continue;
    const fed = graph.inputEdges.filter((edge) => edge.input === name).map((edge) => edge.target);
    const targets = placing.find(fed);
    const x = targets.length > 0 ? Math.min(...targets.map((at) => at[0])) : left;
    const y = targets.length > 0 ? Math.min(...targets.map((at) => at[1])) : 0;
    placing.place(id, [x - columnStep, y]);
  }
}

function placeOutputs(placing: Placing, workflow: Workflow): void {
  const all = [...placing.positions.values()];
  const right = all.length > 0 ? Math.max(...all.map((at) => at[0])) : 0;
  for (const [name, output] of Object.entries(workflow.outputs ?? {})) {
    const id = writeCardId({ kind: 'output', name });
    if (placing.positions.has(id)) continue;
    const source = output.$from.slice(0, output.$from.indexOf('.'));
    const at = placing.positions.get(source);
    placing.place(id, [right + columnStep, at?.[1] ?? 0]);
  }
}

const cache = new WeakMap<Workflow, ReadonlyMap<string, Point>>();

/**
 * Where every node, input and output stands: as the document says, else (a file written by hand)
 * beside what it is wired with.
 */
export function cardPositions(workflow: Workflow): ReadonlyMap<string, Point> {
  const known = cache.get(workflow);
  if (known) return known;
  const placing = new Placing(workflow);
  const { positions } = readLayout(workflow);
  const ids = [
    ...Object.keys(workflow.nodes),
    ...Object.keys(workflow.inputs ?? {}).map((name) => writeCardId({ kind: 'input', name })),
    ...Object.keys(workflow.outputs ?? {}).map((name) => writeCardId({ kind: 'output', name })),
  ];
  const unplaced = ids.filter((id) => !positions[id]);
  for (const id of ids) {
    const at = positions[id];
    if (at) placing.keep(id, at);
  }
  if (unplaced.length > 0) {
    const graph = new WorkflowGraph(workflow);
    placeNodes(placing, graph);
    placeInputs(placing, workflow, graph);
    placeOutputs(placing, workflow);
  }
  cache.set(workflow, placing.positions);
  return placing.positions;
}
