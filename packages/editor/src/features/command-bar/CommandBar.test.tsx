// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { Workflow } from '@catena/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestEditor } from '../../../test/finding-harness.tsx';
import { CommandBar } from './CommandBar.tsx';

const workflow: Workflow = {
  catena: 1,
  nodes: { small: { type: 'image.resize', title: 'Small picture' } },
};

const saved = {
  '/api/workflows': { workflows: [{ id: 'w1', name: 'Poster', revision: 1, nodeCount: 3 }] },
  '/api/templates': {
    templates: [
      { id: 'faces', name: 'Faces', description: 'Finds faces', nodeCount: 4, models: [] },
    ],
  },
};

async function open() {
  const editor = await createTestEditor(workflow, saved);
  editor.context.view.show({ kind: 'command-bar' });
  editor.show(<CommandBar />);
  await screen.findByText('Faces');
  await screen.findByText('Poster');
  return editor;
}

function type(value: string) {
  fireEvent.change(screen.getByRole('combobox'), { target: { value } });
}

const first = () => screen.getAllByRole('option')[0];

describe('the command bar', () => {
  beforeEach(() => localStorage.clear());
  afterEach(cleanup);

  it('jumps to a card', async () => {
    const editor = await open();
    type('small pic');
    expect(first()?.textContent).toContain('Small picture');
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    await waitFor(() => expect(editor.focused).toEqual(['small']));
    expect([...editor.tab.document.getState().selection.cards]).toEqual(['small']);
  });

  it('runs a command and shows its keys', async () => {
    const editor = await open();
    type('add node');
    expect(first()?.textContent).toContain('Add node');
    expect(first()?.querySelector('kbd')?.textContent).toBe('N');
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    await waitFor(() => expect(editor.context.view.getState().overlay?.kind).toBe('node-search'));
  });

  it('says why a command cannot be run, and stays open', async () => {
    const editor = await open();
    type('duplicate');
    const option = first();
    expect(option?.getAttribute('aria-disabled')).toBe('true');
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    expect(editor.said).toHaveLength(1);
    expect(editor.context.view.getState().overlay?.kind).toBe('command-bar');
  });

  it('opens saved workflows and templates', async () => {
    const editor = await open();
    type('poster');
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    type('faces');
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    await waitFor(() => expect(editor.opened).toEqual(['workflow w1', 'template faces']));
  });

  it('shows what was used lately first', async () => {
    await open();
    type('poster');
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    cleanup();
    await open();
    expect(screen.getAllByRole('group')[0]?.getAttribute('aria-label')).toBe('Recent');
    expect(screen.getByRole('group', { name: 'Recent' }).textContent).toContain('Poster');
  });
});
