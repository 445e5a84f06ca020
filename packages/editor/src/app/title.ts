import type { RunStatus } from '@catena/engine';
import type { OpenDocument } from '../document/workspace-store.ts';
import type { Editor } from './create-editor.ts';

/** How the run of a tab stands, in front of the title of the page. */
const marks: Readonly<Record<RunStatus, string>> = {
  queued: '… ',
  running: '▶ ',
  waiting: '? ',
  succeeded: '✓ ',
  failed: '✕ ',
  canceled: '',
};

const screens = { workflows: 'Workflows', runs: 'Runs' } as const;

/** Keeps the title of the page: what is open and how its run stands. */
export function followTitle({ context, runs }: Editor, document: Document): void {
  const { workspace, view } = context;
  let stop: () => void = () => undefined;
  let watched: OpenDocument['document'] | undefined;

  function write() {
    const { screen } = view.getState();
    const tab = workspace.active();
    if (screen === 'workflows' || screen === 'runs' || !tab) {
      document.title = `${screens[screen === 'runs' ? 'runs' : 'workflows']} · Catena`;
      return;
    }
    const run = runs.getState().views.get(tab.key);
    const name = tab.document.getState().workflow.name ?? 'Untitled';
    document.title = `${run ? marks[run.status] : ''}${name} · Catena`;
  }

  function follow() {
    const active = workspace.active()?.document;
    if (active !== watched) {
      stop();
      watched = active;
      stop = active?.subscribe(write) ?? (() => undefined);
    }
    write();
  }

  workspace.subscribe(follow);
  view.subscribe(write);
  runs.subscribe(write);
  follow();
}
