import type { Workflow } from '@catena/engine';
import { parseCardId } from '../../document/card-id.ts';
import { readLayout, type CardLook } from '../../document/layout.ts';
import type { Size } from '../../document/card-bounds.ts';

/** Canvas units. */
export const gridStep = 8;
export const nodeWidth = 280;
export const terminalWidth = 240;

const headerHeight = 44;
const rowHeight = 30;
/** Of a frame that is collapsed. */
export const collapsedHeight = 44;

/** The width of a card of a node, an input or an output. */
export function cardWidth(kind: 'node' | 'input' | 'output', look: CardLook | undefined): number {
  return look?.width ?? (kind === 'node' ? nodeWidth : terminalWidth);
}

/**
 * How large a card will be, before it has been drawn. Never a whole number of units high, so that
 * the size as drawn always replaces it.
 */
export function estimateSize(workflow: Workflow, id: string): Size {
  const { kind, name } = parseCardId(id);
  const layout = readLayout(workflow);
  const known = kind === 'frame' ? layout.frames[name] : kind === 'note' ? layout.notes[name] : undefined;
  if (known) {
    const [width, height] = known.size;
    return { width, height: 'collapsed' in known && known.collapsed ? collapsedHeight : height };
  }
  const look = layout.looks[id];
  const width = cardWidth(kind as 'node' | 'input' | 'output', look);
  if (look?.collapsed) return { width, height: headerHeight + 0.5 };
  const rows = kind === 'node' ? Object.keys(workflow.nodes[name]?.input ?? {}).length + 1 : 2;
  return { width, height: headerHeight + rows * rowHeight + 24.5 };
}

/** Where the dots of wires are on a card that has not been drawn, from its upper left corner. */
export function estimatePort(size: Size, side: 'source' | 'target', index: number): { x: number; y: number } {
  return side === 'target'
    ? { x: 0, y: headerHeight + rowHeight * (index + 0.5) }
    : { x: size.width, y: size.height - 18 };
}
