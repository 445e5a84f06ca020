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

const goneMessage = 'It is no longer on the server; save it again to keep it.';

const current = (tab: OpenDocument): Workflow => tab.document.getState().workflow;
const isSaved = (tab: OpenDocument) => tab.savedWorkflow === current(tab);

class Autosaver implements Autosave {
  readonly #options: AutosaveOptions;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The last save of each tab; the next one waits for it. */
  readonly #saves = new Map<string, Promise<SaveStatus>>();
  /** What ends watching each tab. */
  readonly #watched = new Map<string, () => void>();
  readonly #unfollow: () => void;

  constructor(options: AutosaveOptions) {
    this.#options = options;
    this.#unfollow = options.workspace.subscribe(() => this.#follow());
    this.#follow();
  }

  saveNow(key: string): Promise<SaveStatus> {
    this.#clearTimer(key);
    const before = this.#saves.get(key) ?? Promise.resolve();
    const save = before.then(() => this.#saveIfNeeded(key));
    this.#saves.set(key, save);
    return save;
  }

  retry(): void {
    for (const { key, saveStatus } of this.#options.workspace.getState().tabs) {
      if (saveStatus.kind === 'failed') void this.saveNow(key);
    }
  }

  dispose(): void {
    this.#unfollow();
    for (const stop of this.#watched.values()) stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #clearTimer(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  #schedule(key: string): void {
    this.#clearTimer(key);
    const { delayMs = 1_200 } = this.#options;
    this.#timers.set(
      key,
      setTimeout(() => void this.saveNow(key), delayMs),
    );
  }

  async #saveIfNeeded(key: string): Promise<SaveStatus> {
    const tab = this.#options.workspace.find(key);
    if (!tab || tab.readOnly || tab.workflowId === undefined || isSaved(tab)) {
      return tab?.saveStatus ?? { kind: 'saved' };
    }
    return tab.saveStatus.kind === 'conflict' ? tab.saveStatus : this.#send(tab, tab.workflowId);
  }

  async #send(tab: OpenDocument, id: string): Promise<SaveStatus> {
    const { client, workspace, onSaved } = this.#options;
    const workflow = current(tab);
    workspace.update(tab.key, { saveStatus: { kind: 'saving' } });
    try {
      const body = { workflow, revision: tab.revision ?? 1 };
      const { revision } = await client.workflows.save(id, body);
      const saved = workflow === current(tab);
      const saveStatus: SaveStatus = { kind: saved ? 'saved' : 'changed' };
      workspace.update(tab.key, { revision, savedWorkflow: workflow, saveStatus });
      onSaved?.();
      if (!saved) this.#schedule(tab.key);
      return saveStatus;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        workspace.detach(tab.key);
        return { kind: 'failed', message: goneMessage };
      }
      const saveStatus = toSaveStatus(error);
      workspace.update(tab.key, { saveStatus });
      return saveStatus;
    }
  }

  #noteChange(key: string): void {
    const { workspace } = this.#options;
    const tab = workspace.find(key);
    if (!tab || tab.readOnly || tab.saveStatus.kind === 'conflict') return;
    const kind = isSaved(tab) ? 'saved' : 'changed';
    if (tab.saveStatus.kind !== kind && tab.saveStatus.kind !== 'saving') {
      workspace.update(key, { saveStatus: { kind } });
    }
    if (kind === 'changed' && tab.workflowId !== undefined) this.#schedule(key);
  }

  #watch({ key, document }: OpenDocument): void {
    let seen = document.getState().version;
    const stop = document.subscribe(({ version }) => {
      if (version === seen) return;
      seen = version;
      this.#noteChange(key);
    });
    this.#watched.set(key, stop);
    this.#noteChange(key);
  }

  #follow(): void {
    const { tabs } = this.#options.workspace.getState();
    for (const tab of tabs) if (!this.#watched.has(tab.key)) this.#watch(tab);
    for (const [key, stop] of this.#watched) {
      if (tabs.some((tab) => tab.key === key)) continue;
      stop();
      this.#watched.delete(key);
      this.#clearTimer(key);
      this.#saves.delete(key);
    }
  }
}

/** Starts to keep the tabs of a workspace saved. */
export function createAutosave(options: AutosaveOptions): Autosave {
  return new Autosaver(options);
}
