import { ApiError, type Client } from '@catena/server/client';
import type { Workflow } from '@catena/engine';
import type { OpenDocument, SaveStatus, WorkspaceStore } from '../../document/workspace-store.ts';

/**
 * Keeps saved workflows saved.
 *
 * 1. A tab has at most one save on its way; what changes meanwhile goes with the next one.
 * 2. A conflict stops saving of that tab until a person has decided.
 * 3. What was never saved is left alone; it lives in the drafts of this browser.
 */
export interface Autosave {
  /** Saves now what is not saved; resolves with how it stands then. */
  saveNow(key: string): Promise<SaveStatus>;
  /** Tries again what could not be saved, e.g. once the server answers. */
  retry(): void;
  dispose(): void;
}

interface AutosaveOptions {
  client: Pick<Client, 'workflows'>;
  workspace: WorkspaceStore;
  /** Called after each save. */
  onSaved?: () => void;
  /** How long a document rests before it is saved. @defaultValue 1,200 */
  delayMs?: number;
}

/** The status of a save that failed. */
export function toSaveStatus(error: unknown): SaveStatus {
  if (!(error instanceof ApiError)) return { kind: 'failed', message: (error as Error).message };
  const { code, title, details } = error.problem;
  if (code === 'stale-revision') {
    const revision = details?.['currentRevision'];
    return { kind: 'conflict', revision: typeof revision === 'number' ? revision : 0 };
  }
  return { kind: 'failed', message: title };
}

const current = (tab: OpenDocument): Workflow => tab.document.getState().workflow;
const isSaved = (tab: OpenDocument) => tab.savedWorkflow === current(tab);

/** Starts to keep the tabs of a workspace saved. */
export function createAutosave(options: AutosaveOptions): Autosave {
  const { client, workspace, onSaved, delayMs = 1_200 } = options;
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The last save of each tab; the next one waits for it. */
  const underWay = new Map<string, Promise<SaveStatus>>();
  const watched = new Map<string, () => void>();

  function schedule(key: string) {
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void saveNow(key), delayMs),
    );
  }

  async function send(tab: OpenDocument, id: string): Promise<SaveStatus> {
    const workflow = current(tab);
    workspace.update(tab.key, { saveStatus: { kind: 'saving' } });
    try {
      const { revision } = await client.workflows.save(id, {
        workflow,
        revision: tab.revision ?? 1,
      });
      onSaved?.();
      const saved = workflow === current(tab);
      const saveStatus: SaveStatus = { kind: saved ? 'saved' : 'changed' };
      workspace.update(tab.key, { revision, savedWorkflow: workflow, saveStatus });
      if (!saved) schedule(tab.key);
      return saveStatus;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        workspace.detach(tab.key);
        return { kind: 'failed', message: 'It is no longer on the server; save it again to keep it.' };
      }
      const saveStatus = toSaveStatus(error);
      workspace.update(tab.key, { saveStatus });
      return saveStatus;
    }
  }

  async function saveIfNeeded(key: string): Promise<SaveStatus> {
    const tab = workspace.find(key);
    if (!tab || tab.readOnly || tab.workflowId === undefined || isSaved(tab)) {
      return tab?.saveStatus ?? { kind: 'saved' };
    }
    return tab.saveStatus.kind === 'conflict' ? tab.saveStatus : send(tab, tab.workflowId);
  }

  function saveNow(key: string): Promise<SaveStatus> {
    clearTimeout(timers.get(key));
    timers.delete(key);
    const before = underWay.get(key) ?? Promise.resolve();
    const save = before.then(() => saveIfNeeded(key));
    underWay.set(key, save);
    return save;
  }

  function noteChange(key: string) {
    const tab = workspace.find(key);
    if (!tab || tab.readOnly || tab.saveStatus.kind === 'conflict') return;
    const kind = isSaved(tab) ? 'saved' : 'changed';
    if (tab.saveStatus.kind !== kind && tab.saveStatus.kind !== 'saving') {
      workspace.update(key, { saveStatus: { kind } });
    }
    if (kind === 'changed' && tab.workflowId !== undefined) schedule(key);
  }

  function watch({ key, document }: OpenDocument) {
    let seen = document.getState().version;
    const stop = document.subscribe(({ version }) => {
      if (version === seen) return;
      seen = version;
      noteChange(key);
    });
    watched.set(key, stop);
    noteChange(key);
  }

  function follow() {
    const { tabs } = workspace.getState();
    for (const tab of tabs) if (!watched.has(tab.key)) watch(tab);
    for (const [key, stop] of watched) {
      if (tabs.some((tab) => tab.key === key)) continue;
      stop();
      watched.delete(key);
      clearTimeout(timers.get(key));
      timers.delete(key);
      underWay.delete(key);
    }
  }

  const unfollow = workspace.subscribe(follow);
  follow();
  return {
    saveNow,
    retry() {
      for (const { key, saveStatus } of workspace.getState().tabs) {
        if (saveStatus.kind === 'failed') void saveNow(key);
      }
    },
    dispose() {
      unfollow();
      for (const stop of watched.values()) stop();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
