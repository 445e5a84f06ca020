import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import type { Workflow } from '@catena/engine';

/** What is kept of a tab. */
export interface TabDraft {
  key: string;
  workflow: Workflow;
  /** The state that is on the server; `same` where it is the one above. */
  saved?: Workflow | 'same';
  workflowId?: string;
  revision?: number;
  templateId?: string;
  runId?: string;
  readOnly: boolean;
}

/** What is kept of a window: its tabs, in order. */
export interface WindowDraft {
  tabs: readonly TabDraft[];
  activeKey?: string;
  /** Milliseconds since the epoch. */
  savedAt: number;
}

/** Where windows keep what is open in them, each under a key of its own. */
export interface DraftStorage {
  all(): Promise<[windowKey: string, draft: WindowDraft][]>;
  put(windowKey: string, draft: WindowDraft): Promise<void>;
  /** Keeps the draft of this window while the page is left, when nothing can be waited for. */
  putAtOnce(windowKey: string, draft: WindowDraft): void;
  remove(windowKey: string): Promise<void>;
}

/** Under which a window keeps its last moment. */
const lastMomentKey = 'catena.last-moment';

type LastMoment = [windowKey: string, draft: WindowDraft];

function readLastMoment(session: Storage | undefined): LastMoment | undefined {
  try {
    const found = session?.getItem(lastMomentKey);
    return found ? (JSON.parse(found) as LastMoment) : undefined;
  } catch {
    return undefined;
  }
}

/** The drafts of all windows, with the last moment of one where that is newer. */
export function withLastMoment(
  all: readonly [string, WindowDraft][],
  last: LastMoment | undefined,
): [string, WindowDraft][] {
  const known = all.find(([key]) => key === last?.[0])?.[1];
  if (!last || (known && known.savedAt > last[1].savedAt)) return [...all];
  return [...all.filter(([key]) => key !== last[0]), last];
}

/**
 * Keeps drafts in the database of this browser. It takes a moment to write, which a page that is left
 * does not have: the last moment goes into the session storage of the window.
 */
export function createDraftStorage(
  session: Storage | undefined = globalThis.sessionStorage,
): DraftStorage {
  let store: UseStore | undefined;
  // Not before it is needed: some browsers refuse.
  const open = () => (store ??= createStore('catena-drafts', 'windows'));
  return {
    all: async () =>
      withLastMoment(await entries<string, WindowDraft>(open()), readLastMoment(session)),
    async put(windowKey, draft) {
      await set(windowKey, draft, open());
      session?.removeItem(lastMomentKey);
    },
    putAtOnce(windowKey, draft) {
      session?.setItem(lastMomentKey, JSON.stringify([windowKey, draft]));
    },
    remove: async (windowKey) => del(windowKey, open()),
  };
}
