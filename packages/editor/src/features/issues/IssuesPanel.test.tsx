// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Workflow } from '@catena/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestEditor } from '../../../test/finding-harness.tsx';
import { setInput } from '../../document/edits/set-input.ts';
import { IssuesPanel } from './IssuesPanel.tsx';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image' } },
  nodes: {
    small: {
      type: 'image.resize',
      title: 'Small',
      input: { image: { $from: 'inputs.photo' }, colour: 'red' },
    },
    sheet: { type: 'image.contact-sheet', title: 'Sheet' },
    lost: { type: 'predict', title: 'Lost', provider: 'local', model: 'someone/gone:12' },
  },
};

async function open(document: Workflow = workflow) {
  const editor = await createTestEditor(document);
  editor.show(<IssuesPanel />);
  return editor;
}

describe('the list of issues', () => {
  afterEach(cleanup);

  it('groups issues by card, cards with errors first, and counts them', async () => {
    await open();
    await screen.findByText(/There is no \/api\/models/);
    const titles = screen.getAllByRole('heading').map(({ textContent }) => textContent);
    expect(titles.toSorted()).toEqual(['Lost', 'Sheet', 'Small']);
    expect(screen.getByText(/^[1-9] errors?(, [1-9] warnings?)?$/)).toBeTruthy();
  });

  it('follows the document', async () => {
    const editor = await open();
    const sheet = await screen.findByRole('region', { name: 'Sheet' });
    expect(within(sheet).getAllByText(/images/).length).toBeGreaterThan(0);
    act(() =>
      editor.tab.document.edit('Set', setInput('sheet', 'images', { $from: 'small.image' })),
    );
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Sheet' })).toBeNull());
  });

  it('goes to the card and opens its inputs', async () => {
    const editor = await open();
    const sheet = await screen.findByRole('region', { name: 'Sheet' });
    editor.context.view.setState({ inspectorOpen: false });
    fireEvent.click(within(sheet).getByRole('button', { name: 'Go to images' }));
    expect([...editor.tab.document.getState().selection.cards]).toEqual(['sheet']);
    expect(editor.context.view.getState().inspectorOpen).toBe(true);
  });

  it('offers ways out where a model is not available', async () => {
    const editor = await open();
    const lost = await screen.findByRole('region', { name: 'Lost' });
    fireEvent.click(within(lost).getByRole('button', { name: 'Replace' }));
    expect(editor.context.view.getState().overlay).toEqual({
      kind: 'node-search',
      replace: 'lost',
    });
    fireEvent.click(within(lost).getByRole('button', { name: 'Use the newest version' }));
    expect(editor.workflow().nodes['lost']?.model).toBe('someone/gone');
    const after = await screen.findByRole('region', { name: 'Lost' });
    fireEvent.click(within(after).getByRole('button', { name: 'Remove' }));
    expect(editor.workflow().nodes).not.toHaveProperty('lost');
  });

  it('says that nothing is wrong', async () => {
    await open({ catena: 1, nodes: {} });
    expect(screen.getByText('Nothing is wrong')).toBeTruthy();
    expect(screen.getByText('No issues')).toBeTruthy();
  });
});
