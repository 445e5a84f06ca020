/**
 * Keeps what is open in this browser, so that a crash, a reload or a lost server costs nothing.
 *
 * 1. Each window writes only under its own key; two windows never overwrite one another.
 * 2. Nothing is written before what was there has been restored.
 * 3. What another window left behind is deleted only after it was written under this window's key.
 */
import { parseWorkflow, type Workflow } from '@catena/engine';
import { listCards } from './cards.ts';
import type { DraftStorage, TabDraft, WindowDraft } from './draft-storage.ts';
import type { WindowLease } from './window-lease.ts';
import type { OpenDocument, WorkspaceStore } from './workspace-store.ts';

export interface Drafts {
  /** Opens what was open in this window, and what windows that are gone left unsaved; then keeps it. */
  restore(): Promise<void>;
  /** Writes now what is open. */
  flush(): Promise<void>;
  dispose(): void;
}

interface DraftsOptions {
  workspace: WorkspaceStore;
  storage: DraftStorage;
  lease: WindowLease;
  /** Told when the page is left; the window. */
  page?: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  /** How long changes are collected. @defaultValue 500 */
  delayMs?: number;
}

function toDraft(tab: OpenDocument): TabDraft {
  const { key, workflowId, revision, templateId, runId, readOnly, savedWorkflow } = tab;
  const { workflow } = tab.document.getState();
  return {
    key,
    workflow,
    readOnly,
    ...(savedWorkflow && { saved: savedWorkflow === workflow ? 'same' : savedWorkflow }),
    ...(workflowId !== undefined && { workflowId }),
    ...(revision !== undefined && { revision }),
    ...(templateId !== undefined && { templateId }),
    ...(runId !== undefined && { runId }),
  };
}

function takeSnapshot({ getState }: WorkspaceStore): WindowDraft {
  const { tabs, activeKey } = getState();
  return {
    tabs: tabs.map(toDraft),
    savedAt: Date.now(),
    ...(activeKey !== undefined && { activeKey }),
  };
}

/** Whether a tab holds work that is nowhere else. */
function isUnsaved({ readOnly, workflowId, saved, workflow }: TabDraft): boolean {
  if (readOnly || saved === 'same') return false;
  return workflowId !== undefined || listCards(workflow).length > 0;
}

function openDraft(workspace: WorkspaceStore, draft: TabDraft): void {
  const read = (document: Workflow) => parseWorkflow(document).workflow;
  const workflow = read(draft.workflow);
  if (!workflow || workspace.find(draft.key)) return;
  const { saved, workflow: _workflow, ...rest } = draft;
  const savedWorkflow = saved === 'same' ? workflow : saved && read(saved);
  workspace.open(workflow, { ...rest, activate: false, ...(savedWorkflow && { savedWorkflow }) });
}

/** What is to be opened: all of this window, and of those that are gone what would be lost. */
async function findDrafts(key: string, { storage, lease }: DraftsOptions) {
  const all = await storage.all();
  const own = all.find(([other]) => other === key)?.[1];
  const others = all.filter(([other]) => other !== key);
  const alive = await lease.findAlive(others.map(([other]) => other));
  const orphans = others
    .filter(([other]) => !alive.has(other))
    .toSorted(([, left], [, right]) => right.savedAt - left.savedAt);
  // The first window of a browser that was closed goes on where the last one ended.
  const goesOn = !own && alive.size === 0 ? orphans[0]?.[1] : undefined;
  const left = orphans.flatMap(([, draft]) =>
    draft === goesOn ? [] : draft.tabs.filter(isUnsaved),
  );
  const tabs = [...((own ?? goesOn)?.tabs ?? []), ...left];
  return { tabs, activeKey: (own ?? goesOn)?.activeKey, orphans: orphans.map(([other]) => other) };
}

/** Calls back when any document, or the set of tabs, has changed. */
function watchWorkspace(workspace: WorkspaceStore, onChange: () => void): () => void {
  const watched = new Map<string, () => void>();
  function follow() {
    const { tabs } = workspace.getState();
    for (const { key, document } of tabs) {
      if (watched.has(key)) continue;
      let seen = document.getState().version;
      const stop = document.subscribe(({ version }) => {
        if (version === seen) return;
        seen = version;
        onChange();
      });
      watched.set(key, stop);
    }
    for (const [key, stop] of watched) {
      if (tabs.some((tab) => tab.key === key)) continue;
      stop();
      watched.delete(key);
    }
  }
  follow();
  const unfollow = workspace.subscribe(() => {
    follow();
    onChange();
  });
  return () => {
    unfollow();
    for (const stop of watched.values()) stop();
  };
}

/** Writes the draft of this window: a while after a change, and at once while the page is left. */
function createWriter({ workspace, storage, delayMs = 500 }: DraftsOptions) {
  let windowKey: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether something has changed since the last write began, and whether that is on its way. */
  let dirty = false;
  let writing = false;

  async function flush() {
    clearTimeout(timer);
    timer = undefined;
    if (windowKey === undefined) return;
    dirty = false;
    writing = true;
    try {
      await storage.put(windowKey, takeSnapshot(workspace));
    } finally {
      writing = false;
    }
  }
  function flushQuietly() {
    // A browser without room for it keeps nothing; the next change tries again.
    flush().catch(() => undefined);
  }
  return {
    flush,
    begin(key: string) {
      windowKey = key;
    },
    schedule() {
      dirty = true;
      timer ??= setTimeout(flushQuietly, delayMs);
    },
    leave() {
      if (windowKey === undefined || !(dirty || writing)) return;
      try {
        storage.putAtOnce(windowKey, takeSnapshot(workspace));
      } catch {
        // Too large for it; the database may still have the time.
      }
      flushQuietly();
    },
    dispose: () => clearTimeout(timer),
  };
}

/** Makes what keeps the tabs of a workspace in this browser. */
export function createDrafts(options: DraftsOptions): Drafts {
  const { workspace, storage, lease, page } = options;
  const writer = createWriter(options);
  let stop: () => void = () => undefined;

  async function adopt(key: string) {
    const { tabs, activeKey, orphans } = await findDrafts(key, options);
    for (const tab of tabs) openDraft(workspace, tab);
    const { tabs: open } = workspace.getState();
    const active = open.find((tab) => tab.key === activeKey) ?? open.at(-1);
    if (active && workspace.getState().activeKey === undefined) workspace.activate(active.key);
    writer.begin(key);
    await writer.flush();
    for (const orphan of orphans) await storage.remove(orphan);
  }

  return {
    async restore() {
      const key = await lease.claim();
      await lease.alone(() => adopt(key));
      const unwatch = watchWorkspace(workspace, writer.schedule);
      page?.addEventListener('pagehide', writer.leave);
      page?.addEventListener('visibilitychange', writer.leave);
      stop = () => {
        unwatch();
        page?.removeEventListener('pagehide', writer.leave);
        page?.removeEventListener('visibilitychange', writer.leave);
      };
    },
    flush: writer.flush,
    dispose() {
      stop();
      writer.dispose();
    },
  };
}
