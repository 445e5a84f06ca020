import type { Workflow } from '@catena/engine';
import { parseCardId } from './card-id.ts';
import { readLayout, type CardLook } from './layout.ts';
import type { Size } from './card-size.ts';

/** Canvas units. */
export const nodeWidth = 280;
export const terminalWidth = 240;

/** Of the head of a card. */
export const headerHeight = 44;
/** Of a row with an input. */
export const rowHeight = 30;
/** Of a frame that is collapsed. */
export const collapsedHeight = 44;

/** The width of a card of a node, an input or an output. */
export function cardWidth(kind: 'node' | 'input' | 'output', look: CardLook | undefined): number {
  return look?.width ?? (kind === 'node' ? nodeWidth : terminalWidth);
}

/** Rows of a card of a node: what the document gives, the outputs, and what is likely to be beside. */
function countRows(workflow: Workflow, nodeId: string): number {
  return Math.max(3, Object.keys(workflow.nodes[nodeId]?.input ?? {}).length) + 2;
}

/**
 * How large a card will be, before it has been drawn. Never a whole number of units high, so that
 * the size as drawn always replaces it.
 */
export function estimateSize(workflow: Workflow, id: string): Size {
  const { kind, name } = parseCardId(id);
  const layout = readLayout(workflow);
  const known = { frame: layout.frames, note: layout.notes }[kind as 'frame' | 'note']?.[name];
  if (known) {
    const [width, height] = known.size;
    return { width, height: 'collapsed' in known && known.collapsed ? collapsedHeight : height };
  }
  const look = layout.looks[id];
  const width = cardWidth(kind as 'node' | 'input' | 'output', look);
  if (look?.collapsed) return { width, height: headerHeight + 0.5 };
  const rows = kind === 'node' ? countRows(workflow, name) : kind === 'input' ? 1.5 : 0;
  return { width, height: headerHeight + rows * rowHeight + 8.5 };
}
