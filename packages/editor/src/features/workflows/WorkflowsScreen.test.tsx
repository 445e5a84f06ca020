// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openShell, renderShell } from '../../../test/shell-harness.tsx';
import { serveEditor, type TestServer } from '../../../test/serve-editor.ts';
import { WorkflowsScreen } from './WorkflowsScreen.tsx';

describe('WorkflowsScreen', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serveEditor();
    window.happyDOM.setURL(server.url);
  }, 60_000);
  afterAll(() => server.stop());
  afterEach(cleanup);

  const saved = () => within(screen.getByRole('region', { name: 'Saved workflows' }));

  async function openMenu(name: string, item: string) {
    fireEvent.click(await saved().findByRole('button', { name: `More for ${name}` }));
    fireEvent.click(await screen.findByRole('menuitem', { name: item }));
  }

  it('says that nothing is saved yet, and shows templates with what they cost', async () => {
    const { editor } = openShell(server.url);
    renderShell(editor, <WorkflowsScreen />);
    await screen.findByText('No workflow is saved yet');
    const templates = within(screen.getByRole('region', { name: 'Templates' }));
    const cards = await templates.findAllByRole('article');
    expect(cards.length).toBeGreaterThanOrEqual(5);
    for (const card of cards) expect(card.textContent).toContain('Free, on this machine');
    fireEvent.click(within(cards[0] as HTMLElement).getByRole('link'));
    await waitFor(() => expect(editor.context.workspace.active()).toBeDefined());
    expect(editor.context.workspace.active()).toMatchObject({ saveStatus: { kind: 'changed' } });
    expect(editor.context.view.getState().screen).toBe('canvas');
  });

  it('finds, renames, copies and deletes workflows, and brings a deleted one back', async () => {
    const { editor } = openShell(server.url);
    const { client } = editor.context;
    await client.workflows.create({ workflow: { catena: 1, name: 'Poster', nodes: {} } });
    await client.workflows.create({ workflow: { catena: 1, name: 'Voice', nodes: {} } });
    renderShell(editor, <WorkflowsScreen />);

    await saved().findByRole('link', { name: 'Voice' });
    fireEvent.change(screen.getByLabelText('Search workflows and templates'), {
      target: { value: 'post' },
    });
    expect(saved().queryByRole('link', { name: 'Voice' })).toBeNull();

    await openMenu('Poster', 'Rename');
    const field = await screen.findByLabelText('Name');
    fireEvent.change(field, { target: { value: 'Post card' } });
    fireEvent.click(screen.getByRole('button', { name: 'Rename' }));
    await saved().findByRole('link', { name: 'Post card' });

    await openMenu('Post card', 'Duplicate');
    await saved().findByRole('link', { name: 'Post card (copy)' });

    await openMenu('Post card', 'Delete…');
    fireEvent.click(await screen.findByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(saved().queryByRole('link', { name: 'Post card' })).toBeNull());
    const names = (await client.workflows.list()).workflows.map(({ name }) => name);
    expect(names.toSorted()).toEqual(['Post card (copy)', 'Voice']);
  });

  it('opens a saved workflow in a tab', async () => {
    const { editor } = openShell(server.url);
    renderShell(editor, <WorkflowsScreen />);
    fireEvent.click(await saved().findByRole('link', { name: 'Voice' }));
    await waitFor(() => expect(editor.context.workspace.active()?.workflowId).toBeDefined());
  });

  it('says why nothing can be listed, and tries again', async () => {
    let away = true;
    const { editor } = openShell(server.url, (input, init) =>
      away ? Promise.resolve(new Response('{}', { status: 500 })) : fetch(input, init),
    );
    editor.queries.setDefaultOptions({ queries: { retry: false } });
    renderShell(editor, <WorkflowsScreen />);
    await screen.findByText('The workflows could not be loaded.');
    away = false;
    fireEvent.click(saved().getByRole('button', { name: 'Try again' }));
    await saved().findByRole('link', { name: 'Voice' });
  });
});
