import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where a box on the canvas opens: a point on the screen, in pixels. */
export interface ScreenPoint {
  x: number;
  y: number;
}

/** A wire that was dropped where nothing takes it; the node chosen for it arrives wired. */
export interface PendingWire {
  card: string;
  port: string;
  /** Which end the card is: it gives the value, or it wants one. */
  side: 'source' | 'target';
}

/** What lies over the canvas. One at a time. */
export type Overlay =
  /** `insertOn` is an edge; `replace` is the node whose place the chosen one takes. */
  | {
      kind: 'node-search';
      at?: ScreenPoint;
      wire?: PendingWire;
      insertOn?: string;
      replace?: string;
    }
  | { kind: 'command-bar' }
  | { kind: 'find' }
  | { kind: 'shortcuts' }
  | { kind: 'settings'; section?: string }
  | { kind: 'connect'; card: string; port?: string; side?: 'source' | 'target' }
  | { kind: 'viewer'; card: string; port?: string; index?: number }
  | { kind: 'code' }
  /** All models; `replace` is the node whose place the chosen one takes. */
  | { kind: 'catalogue'; query?: string; source?: string; replace?: string }
  /** Another version of the model of a node. */
  | { kind: 'model-version'; card: string }
  | { kind: 'publish' }
  | { kind: 'versions' }
  | { kind: 'export' }
  | { kind: 'import'; text?: string; files?: readonly File[] };

/** What fills the middle of the page. */
export type Screen = 'canvas' | 'form' | 'workflows' | 'runs';

/** The tabs of the panel on the left. */
export type LeftPanel = 'palette' | 'outline' | 'issues';

/** The tabs of the inspector. */
export type InspectorTab = 'input' | 'result' | 'log' | 'code';

/** What of the editor is open, and how wide; kept in this browser, apart from documents. */
export interface ViewState {
  screen: Screen;
  overlay: Overlay | undefined;
  leftPanel: LeftPanel | undefined;
  inspectorOpen: boolean;
  inspectorTab: InspectorTab;
  runDrawerOpen: boolean;
  /** Pixels. */
  sizes: Readonly<Record<'left' | 'inspector' | 'drawer', number>>;
  minimap: boolean;
  snapToGrid: boolean;
  /** Whether pictures that are downloaded carry the workflow that made them. */
  picturesCarry: boolean;
  /** What the wheel and dragging on the empty canvas do. */
  navigation: 'standard' | 'legacy';
  /** What dragging with the left button does in standard navigation. */
  tool: 'select' | 'hand';
  /** Whether the three hints of the first minute were seen, by hint. */
  seenHints: Readonly<Record<string, boolean>>;
}

export type ViewStore = StoreApi<ViewState> & {
  show(overlay: Overlay): void;
  hide(): void;
};

const storageKey = 'catena.view';
const kept = [
  'leftPanel',
  'inspectorOpen',
  'runDrawerOpen',
  'sizes',
  'minimap',
  'snapToGrid',
  'picturesCarry',
  'navigation',
  'seenHints',
] as const;

function restore(storage: Storage | undefined): Partial<ViewState> {
  try {
    const found: unknown = JSON.parse(storage?.getItem(storageKey) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Partial<ViewState>) : {};
  } catch {
    return {};
  }
}

/** Makes the state of the page, as it was left in this browser. */
export function createViewStore(storage: Storage | undefined): ViewStore {
  const store = createStore<ViewState>(() => ({
    screen: 'canvas',
    overlay: undefined,
    leftPanel: undefined,
    inspectorOpen: true,
    inspectorTab: 'input',
    runDrawerOpen: false,
    sizes: { left: 260, inspector: 340, drawer: 260 },
    minimap: true,
    snapToGrid: false,
    picturesCarry: true,
    navigation: 'standard',
    tool: 'select',
    seenHints: {},
    ...restore(storage),
  }));
  store.subscribe((state) => {
    const view = Object.fromEntries(kept.map((name) => [name, state[name]]));
    try {
      storage?.setItem(storageKey, JSON.stringify(view));
    } catch {
      // A full or forbidden storage only means that the page forgets.
    }
  });
  return Object.assign(store, {
    show: (overlay: Overlay) => store.setState({ overlay }),
    hide: () => store.setState({ overlay: undefined }),
  });
}
