// @vitest-environment happy-dom
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openShell, type ShellBench } from '../../test/shell-harness.tsx';
import { serveEditor, type TestServer } from '../../test/serve-editor.ts';
import { followAddress } from './address.ts';

const path = () => window.location.pathname + window.location.search;

describe('the address of the page', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serveEditor();
  }, 60_000);
  afterAll(() => server.stop());
  beforeEach(() => window.happyDOM.setURL(server.url));

  async function openAt(address: string): Promise<ShellBench> {
    window.history.replaceState(null, '', address);
    const bench = openShell(server.url);
    await followAddress(bench.editor, window);
    return bench;
  }

  it('leads a newcomer to the showcase, which is saved once', async () => {
    const { editor } = await openAt('/');
    const first = editor.context.workspace.active();
    expect(first?.templateId).toBe('showcase');
    expect(path()).toBe(`/w/${first?.workflowId}`);
    const again = await openAt('/?template=showcase');
    expect(again.editor.context.workspace.active()?.workflowId).toBe(first?.workflowId);
    expect((await again.editor.context.client.workflows.list()).workflows).toHaveLength(1);
  }, 30_000);

  it('follows what is open, from a draft to its place on the server', async () => {
    const { editor } = await openAt('/workflows');
    const { files, workspace, view } = editor.context;
    expect(view.getState().screen).toBe('workflows');
    files.newWorkflow();
    const tab = workspace.active();
    expect(path()).toBe(`/draft/${tab?.key}`);
    const length = window.history.length;
    if (tab) await files.save(tab);
    expect(path()).toBe(`/w/${workspace.active()?.workflowId}`);
    expect(window.history.length).toBe(length);
    view.setState({ screen: 'form' });
    expect(path()).toBe(`/w/${workspace.active()?.workflowId}?view=app`);
  });

  it('goes back when the browser does', async () => {
    const { editor } = await openAt('/workflows');
    const { view } = editor.context;
    view.setState({ screen: 'runs' });
    expect(path()).toBe('/runs');
    window.history.replaceState(null, '', '/workflows');
    window.dispatchEvent(new Event('popstate'));
    await vi.waitFor(() => expect(view.getState().screen).toBe('workflows'));
  });

  it('is shown once the server answers, where it did not at first', async () => {
    const { editor: maker } = openShell(server.url);
    const { id } = await maker.context.client.workflows.create({
      workflow: { catena: 1, nodes: {} },
    });
    window.history.replaceState(null, '', `/w/${id}`);
    let away = true;
    const { editor, said } = openShell(server.url, (input, init) =>
      away ? Promise.reject(new TypeError('network')) : fetch(input, init),
    );
    await followAddress(editor, window);
    expect(path()).toBe(`/w/${id}`);
    expect(said).toEqual([]);
    away = false;
    await editor.context.client.health();
    await vi.waitFor(() => expect(editor.context.workspace.active()?.workflowId).toBe(id));
  });

  it('says that a workflow is not there and shows the others', async () => {
    const { editor, said } = await openAt('/w/missing');
    expect(said[0]).toMatchObject({ kind: 'error' });
    expect(editor.context.view.getState().screen).toBe('workflows');
    expect(path()).toBe('/workflows');
  });
});
