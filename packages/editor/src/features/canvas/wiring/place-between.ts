import type { InternalNode } from '@xyflow/react';
import { uniteBounds, type Bounds } from '../../../document/card-bounds.ts';
import type { Point } from '../../../document/layout.ts';
import { findFreePlace } from '../find-free-place.ts';
import type { FlowNode } from '../to-react-flow.ts';

/** What a node that is put between is likely to take up, in canvas units. */
const usualSize = { width: 280, height: 220 };

function boundsOf({ internals, measured }: InternalNode<FlowNode>): Bounds {
  const { width = 0, height = 0 } = measured;
  return { ...internals.positionAbsolute, width, height };
}

/** A place for a new node between cards, where it covers no other. */
export function placeBetween(
  nodes: Iterable<InternalNode<FlowNode>>,
  ends: readonly string[],
): Point {
  const shown = [...nodes].filter((node) => !node.hidden);
  const around = uniteBounds(shown.filter(({ id }) => ends.includes(id)).map(boundsOf));
  const { x, y, width, height } = around ?? { x: 0, y: 0, ...usualSize };
  const wanted = {
    x: x + (width - usualSize.width) / 2,
    y: y + (height - usualSize.height) / 2,
    ...usualSize,
  };
  return findFreePlace(wanted, shown.filter(({ type }) => type !== 'card-frame').map(boundsOf));
}
