// @vitest-environment happy-dom
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Workflow } from '@catena/engine';
import { openShell, type ShellBench } from '../../../test/shell-harness.tsx';
import { serveEditor, type TestServer } from '../../../test/serve-editor.ts';
import { setName } from './set-name.ts';

const blank: Workflow = { catena: 1, nodes: {} };

describe('autosave', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serveEditor();
    window.happyDOM.setURL(server.url);
  }, 60_000);
  afterAll(() => server.stop());

  async function openSaved({ editor }: ShellBench, id?: string) {
    const { client, files, workspace } = editor.context;
    const saved = id ?? (await client.workflows.create({ workflow: blank })).id;
    await files.openWorkflow(saved);
    const tab = workspace.active();
    if (!tab) throw new Error('Nothing was opened.');
    return { id: saved, key: tab.key, document: tab.document };
  }

  const statusOf = ({ editor }: ShellBench, key: string) =>
    editor.context.workspace.find(key)?.saveStatus.kind;

  it('saves a change of a saved workflow by itself, once', async () => {
    const bench = openShell(server.url);
    const { id, key, document } = await openSaved(bench);
    document.edit('Rename', setName('A'));
    document.edit('Rename', setName('AB'));
    expect(statusOf(bench, key)).toBe('changed');
    await vi.waitFor(() => expect(statusOf(bench, key)).toBe('saved'), 5_000);
    const record = await bench.editor.context.client.workflows.get(id);
    expect(record).toMatchObject({ revision: 2, name: 'AB' });
  });

  it('sends what changes during a save after it, never beside it', async () => {
    let underWay = 0;
    let most = 0;
    let reached: () => void = () => undefined;
    const firstSave = new Promise<void>((resolve) => (reached = resolve));
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const bench = openShell(server.url, async (input, init) => {
      if (init?.method !== 'PUT') return fetch(input, init);
      most = Math.max(most, (underWay += 1));
      reached();
      await gate;
      return fetch(input, init).finally(() => (underWay -= 1));
    });
    const { id, key, document } = await openSaved(bench);
    document.edit('Rename', setName('first'));
    const first = bench.editor.autosave.saveNow(key);
    await firstSave;
    document.edit('Rename', setName('second'));
    const second = bench.editor.autosave.saveNow(key);
    release();
    await Promise.all([first, second]);
    expect(most).toBe(1);
    expect(await bench.editor.context.client.workflows.get(id)).toMatchObject({
      revision: 3,
      name: 'second',
    });
  });

  it('counts an undo back to what is saved as saved', async () => {
    const bench = openShell(server.url);
    const { key, document } = await openSaved(bench);
    document.edit('Rename', setName('other'));
    document.undo();
    expect(statusOf(bench, key)).toBe('saved');
  });

  it('stops at a conflict and overwrites nothing', async () => {
    const [mine, theirs] = [openShell(server.url), openShell(server.url)];
    const { id, key, document } = await openSaved(mine);
    const other = await openSaved(theirs, id);
    other.document.edit('Rename', setName('theirs'));
    await theirs.editor.autosave.saveNow(other.key);
    document.edit('Rename', setName('mine'));
    const status = await mine.editor.autosave.saveNow(key);
    expect(status).toEqual({ kind: 'conflict', revision: 2 });
    document.edit('Rename', setName('mine again'));
    await mine.editor.autosave.saveNow(key);
    expect((await mine.editor.context.client.workflows.get(id)).name).toBe('theirs');
  });

  it('keeps a change while the server is away and saves it once it is back', async () => {
    let away = false;
    const bench = openShell(server.url, (input, init) =>
      away ? Promise.reject(new TypeError('network')) : fetch(input, init),
    );
    const { id, key, document } = await openSaved(bench);
    away = true;
    document.edit('Rename', setName('kept'));
    expect((await bench.editor.autosave.saveNow(key)).kind).toBe('failed');
    expect(bench.editor.connection.getState().status).toBe('unreachable');
    away = false;
    bench.editor.autosave.retry();
    await vi.waitFor(() => expect(statusOf(bench, key)).toBe('saved'), 5_000);
    expect((await bench.editor.context.client.workflows.get(id)).name).toBe('kept');
  });

  it('turns a workflow that was deleted elsewhere into one that was never saved', async () => {
    const bench = openShell(server.url);
    const { id, key, document } = await openSaved(bench);
    await bench.editor.context.client.workflows.remove(id);
    document.edit('Rename', setName('orphan'));
    expect((await bench.editor.autosave.saveNow(key)).kind).toBe('failed');
    const tab = bench.editor.context.workspace.find(key);
    expect(tab?.workflowId).toBeUndefined();
    if (tab) await bench.editor.context.files.save(tab);
    expect(bench.editor.context.workspace.find(key)?.workflowId).toEqual(expect.any(String));
  });
});
