import { ApiError } from '@catena/server/client';
import type { Editor } from './create-editor.ts';
import { goTo } from './go-to.ts';
import { parseRoute, writeRoute, type Place } from './routes.ts';

function placeOf({ context }: Editor): Place {
  return { screen: context.view.getState().screen, tab: context.workspace.active() };
}

/** Whether the server did not answer, or lets nobody in without a token: the page says so elsewhere. */
function isAway(error: unknown): boolean {
  return error instanceof ApiError && [0, 401, 502, 503, 504].includes(error.status);
}

/** Says why an address could not be shown, and shows the workflows instead. */
function explain({ context }: Editor, error: unknown): void {
  const { notifier, view } = context;
  const hint = error instanceof ApiError ? error.problem.detail : undefined;
  const text = error instanceof Error ? error.message : String(error);
  notifier.say({ kind: 'error', text, ...(hint !== undefined && { hint }) });
  view.setState({ screen: 'workflows' });
}

/**
 * Keeps the address of the page and what it shows the same: what a person opens comes into the
 * history of the browser, and going back shows what was there.
 */
export async function followAddress(editor: Editor, window: Window): Promise<void> {
  const { view, workspace } = editor.context;
  let going = 0;
  /** Whether what the address names is still to be shown, once the server answers. */
  let isOwed = false;
  let lastKey: string | undefined;

  function write() {
    if (going > 0) return;
    const place = placeOf(editor);
    const address = writeRoute(place);
    // A document that gets its first address by being saved stays one place.
    const same = place.tab?.key === lastKey && place.tab?.workflowId !== undefined;
    const wasDraft = window.location.pathname.startsWith('/draft/');
    lastKey = place.tab?.key;
    if (window.location.pathname + window.location.search === address) return;
    if (same && wasDraft) window.history.replaceState(null, '', address);
    else window.history.pushState(null, '', address);
  }

  async function go() {
    going += 1;
    isOwed = false;
    try {
      await goTo(editor, parseRoute(window.location.pathname, window.location.search));
    } catch (error) {
      isOwed = isAway(error);
      if (!isOwed) explain(editor, error);
    } finally {
      going -= 1;
    }
    const place = placeOf(editor);
    lastKey = place.tab?.key;
    if (!isOwed) window.history.replaceState(null, '', writeRoute(place));
  }

  window.addEventListener('popstate', () => void go());
  view.subscribe(write);
  workspace.subscribe(write);
  editor.connection.subscribe(({ status }) => {
    if (isOwed && status === 'online') void go();
  });
  await go();
}
