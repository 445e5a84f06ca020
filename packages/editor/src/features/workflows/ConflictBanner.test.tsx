// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { openShell, renderShell } from '../../../test/shell-harness.tsx';
import { serveEditor, type TestServer } from '../../../test/serve-editor.ts';
import { ConflictBanner } from './ConflictBanner.tsx';
import { setName } from './set-name.ts';

const before: Workflow = { catena: 1, name: 'Before', nodes: { a: { type: 'text' } } };
const theirs: Workflow = {
  ...before,
  nodes: { a: { type: 'text' }, b: { type: 'text', title: 'Theirs' } },
};

describe('two tabs that save the same workflow', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serveEditor();
    window.happyDOM.setURL(server.url);
  }, 60_000);
  afterAll(() => server.stop());
  afterEach(cleanup);

  async function collide() {
    const { editor } = openShell(server.url);
    const { client, files, workspace } = editor.context;
    const { id } = await client.workflows.create({ workflow: before });
    await files.openWorkflow(id);
    const tab = workspace.active();
    if (!tab) throw new Error('Nothing was opened.');
    renderShell(editor, <ConflictBanner />);
    await client.workflows.save(id, { workflow: theirs, revision: 1 });
    tab.document.edit('Rename', setName('Mine'));
    await editor.autosave.saveNow(tab.key);
    await screen.findByText(/Only saved elsewhere: Theirs/);
    const find = () => workspace.find(tab.key);
    return { client, id, find, document: tab.document };
  }

  const choose = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
  const settled = () => waitFor(() => expect(screen.queryByRole('alert')).toBeNull());

  it('say what differs and take the other state, which undo takes back', async () => {
    const { find, document } = await collide();
    expect(screen.getByRole('alert').textContent).toContain('Saved elsewhere as revision 2.');
    choose('Take theirs');
    await settled();
    expect(document.getState().workflow.nodes['b']).toBeDefined();
    expect(find()).toMatchObject({ revision: 2, saveStatus: { kind: 'saved' } });
    document.undo();
    expect(document.getState().workflow.name).toBe('Mine');
  });

  it('keep the own state as a workflow of its own', async () => {
    const { client, id, find } = await collide();
    choose('Keep mine as a copy');
    await settled();
    const copyId = find()?.workflowId ?? '';
    expect(copyId).not.toBe(id);
    expect((await client.workflows.get(copyId)).name).toBe('Mine (copy)');
    expect((await client.workflows.get(id)).workflow['nodes']).toHaveProperty('b');
  });

  it('overwrite the other state, which stays among the versions', async () => {
    const { client, id } = await collide();
    choose('Overwrite theirs');
    await settled();
    expect(await client.workflows.get(id)).toMatchObject({ revision: 3, name: 'Mine' });
    const second = await client.workflows.version(id, 2);
    expect(second.workflow['nodes']).toHaveProperty('b');
  });
});
