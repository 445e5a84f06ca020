import type { CanvasPort } from '../../document/commands/command.ts';

/** The canvas as commands see it; does nothing while no canvas is on the screen. */
export interface AttachableCanvas extends CanvasPort {
  /** Passes everything on to the canvas on the screen, until the returned function is called. */
  attach(canvas: CanvasPort): () => void;
}

/** Makes the canvas that commands know; the one on the screen attaches itself to it. */
export function createCanvasPort(): AttachableCanvas {
  let canvas: CanvasPort | undefined;
  return {
    attach(next) {
      canvas = next;
      return () => {
        if (canvas === next) canvas = undefined;
      };
    },
    center: () => canvas?.center() ?? [0, 0],
    toDocument: (screen) => canvas?.toDocument(screen) ?? [0, 0],
    zoomBy: (factor) => canvas?.zoomBy(factor),
    zoomTo: (zoom) => canvas?.zoomTo(zoom),
    fit: (cards) => canvas?.fit(cards),
    focus: (card) => canvas?.focus(card),
    sizeOf: (card) => canvas?.sizeOf(card),
    pointer: () => canvas?.pointer(),
    rename: (card) => canvas?.rename(card),
    drawAll: (isWanted) => canvas?.drawAll?.(isWanted),
  };
}

/** Whether a canvas on the screen can attach itself to what commands know. */
export function isAttachable(canvas: CanvasPort): canvas is AttachableCanvas {
  return 'attach' in canvas;
}
