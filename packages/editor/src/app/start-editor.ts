import { createDraftStorage } from '../document/draft-storage.ts';
import { createDrafts } from '../document/drafts.ts';
import { createWindowLease } from '../document/window-lease.ts';
import { losesWork } from '../features/workflows/close-tab.tsx';
import { refreshTabs } from '../features/workflows/refresh-tabs.ts';
import { onPartFailed, retryParts } from '../ui/lazy-part.ts';
import { followAddress } from './address.ts';
import type { Editor } from './create-editor.ts';
import { followTitle } from './title.ts';

/** Opens what was open before; says whether changes are kept in this browser from now on. */
async function restoreDrafts({ context }: Editor, window: Window): Promise<boolean> {
  const drafts = createDrafts({
    workspace: context.workspace,
    storage: createDraftStorage(),
    lease: createWindowLease({
      session: window.sessionStorage,
      locks: window.navigator.locks,
    }),
    page: window,
  });
  try {
    await drafts.restore();
    return true;
  } catch (error) {
    context.notifier.say({
      kind: 'warning',
      text: 'This browser keeps no drafts.',
      hint: `Save what you make before you leave the page. (${(error as Error).message})`,
    });
    return false;
  }
}

/** Warns before the page is left, where what was made is neither saved nor kept as a draft. */
function warnBeforeLoss({ context }: Editor, window: Window): void {
  window.addEventListener('beforeunload', (event) => {
    if (context.workspace.getState().tabs.some(losesWork)) event.preventDefault();
  });
}

/** Goes on where the server was away: loads and saves what could not be. */
function recover(editor: Editor): void {
  const { catalog, client } = editor.context;
  // Whether it is the server that is away: then its return is noticed.
  onPartFailed(() => void client.health().catch(() => undefined));
  editor.connection.subscribe(({ status }, before) => {
    if (status !== 'online' || before.status === 'online') return;
    if (catalog.getState().status === 'failed') void catalog.load();
    editor.autosave.retry();
    retryParts();
    void editor.queries.invalidateQueries();
  });
}

/** Files that are dropped beside the canvas are imported; the browser would leave the page for them. */
function takeStrayFiles({ context }: Editor, window: Window): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  window.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault());
  window.addEventListener('drop', (event) => {
    if (!hasFiles(event) || event.defaultPrevented) return;
    event.preventDefault();
    context.view.show({ kind: 'import', files: [...(event.dataTransfer?.files ?? [])] });
  });
}

/** Loads what workflows are made of, restores what was open, and shows what the address names. */
export async function startEditor(editor: Editor, window: Window): Promise<void> {
  const { context } = editor;
  void context.catalog.load();
  recover(editor);
  takeStrayFiles(editor, window);
  const kept = await restoreDrafts(editor, window);
  if (!kept) warnBeforeLoss(editor, window);
  await followAddress(editor, window);
  followTitle(editor, window.document);
  const refresh = () => void refreshTabs(context);
  refresh();
  window.addEventListener('focus', refresh);
}
