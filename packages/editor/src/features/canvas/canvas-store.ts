import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Guide } from './dragging/align-drag.ts';
import type { Aim, Refusal, WireDrag } from './wiring/wire-drag.ts';
import type { Size } from '../../document/card-bounds.ts';
import type { Point } from '../../document/layout.ts';

/** What of the canvas is neither in the document nor worth keeping. */
export interface CanvasState {
  /** Cards as they were drawn last, by card id. */
  sizes: ReadonlyMap<string, Size>;
  /** Where cards are while they are dragged; the document follows when they are let go. */
  moved: ReadonlyMap<string, Point>;
  /** Frames and notes while they are resized. */
  resized: ReadonlyMap<string, Size>;
  /** Lines that show what a dragged card is in line with. */
  guides: readonly Guide[];
  /** The wire that a dragged card would be put into. */
  insertOn: string | undefined;
  /** The frame that a dragged card would go into. */
  intoFrame: string | undefined;
  /** The card whose title is edited. */
  renaming: string | undefined;
  /** The card under the pointer, while it is not dragged. */
  hovered: string | undefined;
  wire: WireDrag | undefined;
  /** What the loose end of the wire is over. */
  aim: Aim | undefined;
  /** Where the loose end is, in canvas units. */
  wireAt: Point | undefined;
  /** Why the last wire was not made, until something else is done. */
  refusal: Refusal | undefined;
  /** The last thing that people who do not see the canvas are told. */
  announcement: string;
  /** Whether cards and wires are drawn on one canvas, and only a few cards are elements of the page. */
  overview: boolean;
  /** Whether every card is to be an element whatever it costs, e.g. to be copied into a picture. */
  drawsAll: boolean;
  /** The card that was last dragged or had the keyboard; it stays an element. */
  held: string | undefined;
  /** The first card in view, where Tab gets to from outside while cards are only drawn. */
  entry: string | undefined;
}

export type CanvasStore = StoreApi<CanvasState>;

/** Makes the state of one canvas. */
export function createCanvasStore(start: Partial<CanvasState> = {}): CanvasStore {
  return createStore<CanvasState>(() => ({
    sizes: new Map(),
    moved: new Map(),
    resized: new Map(),
    guides: [],
    insertOn: undefined,
    intoFrame: undefined,
    renaming: undefined,
    hovered: undefined,
    wire: undefined,
    aim: undefined,
    wireAt: undefined,
    refusal: undefined,
    announcement: '',
    overview: false,
    drawsAll: false,
    held: undefined,
    entry: undefined,
    ...start,
  }));
}

export const CanvasStoreContext = createContext<CanvasStore | undefined>(undefined);

/** The state of the canvas around a component, itself. */
export function useCanvasStore(): CanvasStore {
  const store = useContext(CanvasStoreContext);
  if (!store) throw new Error('useCanvasStore is used outside of a canvas');
  return store;
}

/** Part of the state of the canvas. */
export function useCanvas<Value>(selector: (state: CanvasState) => Value): Value {
  return useStore(useCanvasStore(), selector);
}
