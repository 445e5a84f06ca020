import { createContext, useContext } from 'react';

/** How much of a card is drawn: all of it, or a plain tile that can be read from afar. */
export type Detail = 'card' | 'tile';

/** Below this zoom cards are tiles. */
const tileZoom = 0.4;

/** Up to this many cards all of them are drawn, seen or not, so that Tab reaches each. */
const drawAllUpTo = 60;

/** How much of the cards is drawn at a zoom. */
export function detailAt(zoom: number): Detail {
  return zoom < tileZoom ? 'tile' : 'card';
}

/** Whether only those cards are drawn that are in view. */
export function drawsOnlyVisible(cardCount: number): boolean {
  return cardCount > drawAllUpTo;
}

export const DetailContext = createContext<Detail>('card');

/** How much of a card is drawn now; changes when the zoom passes a limit, not with each step. */
export function useDetail(): Detail {
  return useContext(DetailContext);
}
