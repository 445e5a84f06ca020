import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Workflow } from '@catena/engine';
import { boundsOf, uniteBounds, type SizeOf } from '../card-bounds.ts';
import { parseCardId } from '../card-id.ts';
import { positionOf } from '../cards.ts';
import { contentsOfFrame } from '../frame-contents.ts';
import { readLayout, type Point } from '../layout.ts';
import { layOut } from './lay-out.ts';
import { toElkGraph } from './to-elk-graph.ts';

/** New places of cards, and new sizes of the frames around them. */
export interface Tidied {
  positions: Record<string, Point>;
  frameSizes: Record<string, Point>;
}

function readPlaces({ children = [] }: ElkNode, [left, top]: Point): [ElkNode, Point][] {
  return children.flatMap((node): [ElkNode, Point][] => {
    const place: Point = [left + (node.x ?? 0), top + (node.y ?? 0)];
    return [[node, place], ...readPlaces(node, place)];
  });
}

/** How far everything is moved, so that its top left corner stays where it was. */
function findShift(workflow: Workflow, places: readonly [ElkNode, Point][], sizeOf: SizeOf): Point {
  const before = uniteBounds(places.flatMap(([{ id }]) => boundsOf(workflow, id, sizeOf) ?? []));
  if (!before || places.length === 0) return [0, 0];
  const left = Math.min(...places.map(([, [x]]) => x));
  const top = Math.min(...places.map(([, [, y]]) => y));
  return [before.x - left, before.y - top];
}

/** A collapsed frame takes along what lies in it. */
function carryHidden(workflow: Workflow, positions: Record<string, Point>): void {
  const { frames } = readLayout(workflow);
  for (const [card, [x, y]] of Object.entries(positions)) {
    const { kind, name } = parseCardId(card);
    const before = positionOf(workflow, card);
    if (kind !== 'frame' || !frames[name]?.collapsed || !before) continue;
    for (const inner of contentsOfFrame(workflow, card)) {
      const place = positionOf(workflow, inner);
      if (place) positions[inner] = [place[0] + x - before[0], place[1] + y - before[1]];
    }
  }
}

/**
 * Finds places for the chosen cards, or for all: from left to right along the edges, frames around what
 * lies in them, fixed cards left alone. The top left corner stays where it is.
 */
export async function tidy(
  workflow: Workflow,
  sizeOf: SizeOf,
  selection?: readonly string[],
): Promise<Tidied> {
  const graph = toElkGraph(workflow, sizeOf, selection);
  if ((graph.children ?? []).length === 0) return { positions: {}, frameSizes: {} };
  const places = readPlaces(await layOut(graph), [0, 0]);
  const [x, y] = findShift(workflow, places, sizeOf);
  const positions = Object.fromEntries(
    places.map(([{ id }, [left, top]]): [string, Point] => [id, [left + x, top + y]]),
  );
  carryHidden(workflow, positions);
  const frameSizes = Object.fromEntries(
    places.flatMap(([{ id, width = 0, height = 0, children }]): [string, Point][] =>
      children && children.length > 0 ? [[id, [width, height]]] : [],
    ),
  );
  return { positions, frameSizes };
}
