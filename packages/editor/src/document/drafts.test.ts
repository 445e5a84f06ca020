import { describe, expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { createSampleClient } from '../../test/command-harness.ts';
import { createCatalogStore } from './catalog-store.ts';
import { withLastMoment, type DraftStorage, type WindowDraft } from './draft-storage.ts';
import { createDrafts } from './drafts.ts';
import type { WindowLease } from './window-lease.ts';
import { createWorkspaceStore } from './workspace-store.ts';

/** A browser: its storage, and which windows are open in it. */
function createBrowser() {
  const kept = new Map<string, WindowDraft>();
  const alive = new Set<string>();
  const storage: DraftStorage = {
    all: () => Promise.resolve([...kept].map(([key, draft]) => [key, structuredClone(draft)])),
    put: (key, draft) => Promise.resolve(void kept.set(key, structuredClone(draft))),
    putAtOnce: (key, draft) => void kept.set(key, structuredClone(draft)),
    remove: (key) => Promise.resolve(void kept.delete(key)),
  };
  function openWindow(key: string, delayMs = 0) {
    const lease: WindowLease = {
      claim: () => Promise.resolve((alive.add(key), key)),
      findAlive: (keys) => Promise.resolve(new Set(keys.filter((other) => alive.has(other)))),
      alone: (work) => work(),
    };
    const workspace = createWorkspaceStore(createCatalogStore(createSampleClient()));
    const page = new EventTarget();
    const drafts = createDrafts({ workspace, storage, lease, delayMs, page: page as Window });
    const crash = () => {
      alive.delete(key);
      drafts.dispose();
    };
    return { workspace, drafts, page, crash };
  }
  return { kept, openWindow };
}

function named(name: string): Workflow {
  return { catena: 1, name, nodes: { one: { type: 'image.resize' } } };
}

function namesIn(workspace: ReturnType<typeof createWorkspaceStore>): unknown[] {
  return workspace.getState().tabs.map((tab) => tab.document.getState().workflow.name);
}

async function settled() {
  await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('after a crash', () => {
  it('opens the tabs in order, with what the server knows of them', async () => {
    const { openWindow } = createBrowser();
    const first = openWindow('w');
    await first.drafts.restore();
    const saved = named('Saved');
    first.workspace.open(saved, { workflowId: 'id-1', revision: 4, savedWorkflow: saved });
    const changed = first.workspace.open(saved, { workflowId: 'id-2', savedWorkflow: saved });
    changed.document.edit('Name', (workflow) => ({ ...workflow, name: 'Changed' }));
    first.workspace.open(named('New'), { templateId: 't' });
    first.workspace.activate(changed.key);
    await settled();
    first.crash();

    const again = openWindow('w');
    await again.drafts.restore();
    expect(namesIn(again.workspace)).toEqual(['Saved', 'Changed', 'New']);
    const [one, two, three] = again.workspace.getState().tabs;
    expect(again.workspace.active()?.key).toBe(changed.key);
    expect(one).toMatchObject({ workflowId: 'id-1', revision: 4, saveStatus: { kind: 'saved' } });
    expect(one?.savedWorkflow).toBe(one?.document.getState().workflow);
    expect(two?.savedWorkflow).toEqual(saved);
    expect(two?.saveStatus).toEqual({ kind: 'changed' });
    expect(three?.templateId).toBe('t');
  });

  it('keeps what was done in the last moment before the page is left', async () => {
    const { openWindow, kept } = createBrowser();
    const { workspace, drafts, page } = openWindow('w', 60_000);
    await drafts.restore();
    workspace.open(named('Late'));
    page.dispatchEvent(new Event('pagehide'));
    // Nothing can be waited for while a page is left.
    expect(kept.get('w')?.tabs).toHaveLength(1);
    drafts.dispose();
  });

  it('writes nothing before it has restored, and forgets closed tabs', async () => {
    const { openWindow, kept } = createBrowser();
    const first = openWindow('w');
    await first.drafts.restore();
    const tab = first.workspace.open(named('Here'));
    await settled();
    first.crash();
    const again = openWindow('w');
    await settled();
    expect(kept.get('w')?.tabs).toHaveLength(1);
    await again.drafts.restore();
    again.workspace.close(tab.key);
    await settled();
    expect(kept.get('w')?.tabs).toEqual([]);
  });

  it('opens a run as it was, not to be changed', async () => {
    const { openWindow } = createBrowser();
    const first = openWindow('w');
    await first.drafts.restore();
    first.workspace.open(named('Run'), { runId: 'r1', readOnly: true });
    await settled();
    first.crash();
    const again = openWindow('w');
    await again.drafts.restore();
    expect(again.workspace.active()).toMatchObject({ runId: 'r1', readOnly: true });
  });
});

describe('several windows', () => {
  it('never overwrite one another', async () => {
    const { openWindow, kept } = createBrowser();
    const [one, two] = [openWindow('1'), openWindow('2')];
    await one.drafts.restore();
    one.workspace.open(named('One'));
    await settled();
    await two.drafts.restore();
    two.workspace.open(named('Two'));
    await settled();
    expect(namesIn(two.workspace)).toEqual(['Two']);
    expect([...kept.values()].map(({ tabs }) => tabs[0]?.workflow.name)).toEqual(['One', 'Two']);
  });

  it('take over from a window that is gone only what would be lost', async () => {
    const { openWindow, kept } = createBrowser();
    const [gone, here, later] = [openWindow('1'), openWindow('2'), openWindow('3')];
    await gone.drafts.restore();
    const saved = named('Saved');
    gone.workspace.open(saved, { workflowId: 'id', savedWorkflow: saved });
    gone.workspace.open(named('Unsaved'));
    gone.workspace.open({ catena: 1, nodes: {} });
    await settled();
    await here.drafts.restore();
    gone.crash();
    await later.drafts.restore();
    expect(namesIn(later.workspace)).toEqual(['Unsaved']);
    expect([...kept.keys()].toSorted()).toEqual(['2', '3']);
  });

  it('go on where the last one ended when the browser is opened again', async () => {
    const { openWindow } = createBrowser();
    const before = openWindow('1');
    await before.drafts.restore();
    const saved = named('Saved');
    before.workspace.open(saved, { workflowId: 'id', savedWorkflow: saved });
    await settled();
    before.crash();
    const after = openWindow('2');
    await after.drafts.restore();
    expect(namesIn(after.workspace)).toEqual(['Saved']);
  });
});

describe('the last moment of a window', () => {
  const draft = (savedAt: number): WindowDraft => ({ tabs: [], savedAt });

  it('wins over what was written before it', () => {
    const all: [string, WindowDraft][] = [
      ['a', draft(1)],
      ['b', draft(9)],
    ];
    expect(withLastMoment(all, ['a', draft(2)])).toEqual([
      ['b', draft(9)],
      ['a', draft(2)],
    ]);
    expect(withLastMoment([], ['a', draft(2)])).toEqual([['a', draft(2)]]);
  });

  it('loses against what was written after it, and may be missing', () => {
    const all: [string, WindowDraft][] = [['a', draft(5)]];
    expect(withLastMoment(all, ['a', draft(2)])).toEqual(all);
    expect(withLastMoment(all, undefined)).toEqual(all);
  });
});
