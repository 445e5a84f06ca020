// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { Workflow } from '@catena/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestEditor } from '../../../test/finding-harness.tsx';
import { PalettePanel } from './PalettePanel.tsx';

const workflow: Workflow = { catena: 1, nodes: {} };

async function open(answers: Record<string, unknown> = {}) {
  const editor = await createTestEditor(workflow, answers);
  editor.show(<PalettePanel />);
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
  return editor;
}

describe('the library panel', () => {
  afterEach(cleanup);

  it('adds an entry with Enter or a double click, not with a single one', async () => {
    const editor = await open();
    const entry = screen.getByRole('button', { name: /Resize image/ });
    fireEvent.click(entry, { detail: 1 });
    expect(editor.workflow()).toBe(workflow);
    fireEvent.doubleClick(entry, { detail: 2 });
    await waitFor(() => expect(editor.workflow().nodes).toHaveProperty('resize'));
    // What Enter does to a button.
    fireEvent.click(screen.getByRole('button', { name: /Join texts/ }), { detail: 0 });
    await waitFor(() => expect(editor.workflow().nodes).toHaveProperty('join'));
  });

  it('says what is dragged: the node with its model, or a card with its type', async () => {
    await open();
    const dragged: string[] = [];
    const dataTransfer = { setData: (_type: string, text: string) => dragged.push(text) };
    fireEvent.dragStart(screen.getByRole('button', { name: /Describe a picture/ }), {
      dataTransfer,
    });
    fireEvent.dragStart(screen.getByRole('button', { name: /Image input/ }), { dataTransfer });
    expect(dragged.map((text) => JSON.parse(text) as unknown)).toEqual([
      { type: 'predict', provider: 'local', model: 'catena/caption', title: 'Describe a picture' },
      { card: 'input', type: 'image' },
    ]);
  });

  it('folds categories, and unfolds them for a search', async () => {
    await open();
    const category = screen.getByRole('button', { name: /^Image ?\d$/ });
    fireEvent.click(category);
    expect(category.getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('button', { name: /Resize image/ })).toBeNull();
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'resize' } });
    expect(screen.getByRole('button', { name: /Resize image/ })).toBeTruthy();
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'xyzzy' } });
    expect(screen.getByText('Nothing is called “xyzzy”')).toBeTruthy();
  });

  it('keeps the node types where models cannot be listed, and tries again', async () => {
    await open({ '/api/models': undefined });
    expect(await screen.findByText('The models could not be listed')).toBeTruthy();
    expect(screen.getByRole('button', { name: /Resize image/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
