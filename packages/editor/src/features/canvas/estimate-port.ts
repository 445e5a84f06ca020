import type { Size } from '../../document/card-bounds.ts';
import { headerHeight, rowHeight } from '../../document/estimate-size.ts';

/** Where the dots of wires are on a card that has not been drawn, from its upper left corner. */
export function estimatePort(
  size: Size,
  side: 'source' | 'target',
  index: number,
): { x: number; y: number } {
  return side === 'target'
    ? { x: 0, y: headerHeight + rowHeight * (index + 0.5) }
    : { x: size.width, y: size.height - 18 };
}
