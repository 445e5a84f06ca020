// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { Workflow } from '@catena/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestEditor, type TestEditor } from '../../../test/finding-harness.tsx';
import { ConnectDialog } from './ConnectDialog.tsx';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image', title: 'Photo' } },
  nodes: {
    small: { type: 'image.resize', title: 'Small', input: { image: { $from: 'inputs.photo' } } },
    sheet: { type: 'image.contact-sheet', title: 'Sheet', input: {} },
    words: { type: 'text.join', title: 'Words', input: { texts: ['a'] } },
  },
  layout: { small: [0, 0], sheet: [400, 0], words: [0, 400] },
};

function open(
  editor: TestEditor,
  overlay: { card: string; port?: string; side?: 'source' | 'target' },
) {
  editor.context.view.show({ kind: 'connect', ...overlay });
  editor.show(<ConnectDialog />);
  return screen.getByRole('combobox');
}

function press(key: string) {
  fireEvent.keyDown(screen.getByRole('combobox'), { key });
}

const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent);

describe('connecting by keyboard', () => {
  afterEach(cleanup);

  it('lists the ports of the card with what feeds them, then what fits the chosen one', async () => {
    const editor = await createTestEditor(workflow);
    const field = open(editor, { card: 'small' });
    expect(options()).toEqual(['Imagefrom Photo', 'widthwhole number', 'Imageimage']);
    fireEvent.change(field, { target: { value: 'image' } });
    press('ArrowDown');
    press('Enter');
    expect(screen.getByRole('dialog').getAttribute('aria-label')).toBe('Connect Image of Small');
    expect(document.activeElement).toBe(screen.getByRole('combobox'));
    expect(options().join('|')).not.toContain('separator');
  });

  it('connects with Enter in one step and gives the card the keyboard back', async () => {
    const editor = await createTestEditor(workflow);
    const field = open(editor, { card: 'small', port: 'image', side: 'source' });
    fireEvent.change(field, { target: { value: 'output' } });
    press('Enter');
    expect(editor.workflow().outputs).toEqual({ image: { $from: 'small.image' } });
    await waitFor(() => expect(editor.focused).toEqual(['small']));
    expect(editor.context.view.getState().overlay).toBeUndefined();
    editor.tab.document.undo();
    expect(editor.workflow()).toBe(workflow);
  });

  it('marks what is connected now, and can take it away', async () => {
    const editor = await createTestEditor(workflow);
    const field = open(editor, { card: 'small', port: 'image', side: 'target' });
    expect(screen.getByText('Small · Image, now from Photo')).toBeTruthy();
    expect(options()[0]).toContain('connected');
    fireEvent.change(field, { target: { value: 'disconnect' } });
    press('Enter');
    expect(editor.workflow().nodes['small']?.input ?? {}).not.toHaveProperty('image');
  });

  it('makes a workflow input of the type of the port', async () => {
    const editor = await createTestEditor(workflow);
    const field = open(editor, { card: 'sheet', port: 'images', side: 'target' });
    fireEvent.change(field, { target: { value: 'workflow input' } });
    press('Enter');
    expect(editor.workflow().inputs?.['images']).toEqual({ type: 'image[]' });
    expect(editor.workflow().nodes['sheet']?.input).toEqual({ images: { $from: 'inputs.images' } });
  });

  it('goes on to the search for a node that fits', async () => {
    const editor = await createTestEditor(workflow);
    const field = open(editor, { card: 'sheet', port: 'images', side: 'target' });
    fireEvent.change(field, { target: { value: 'new node' } });
    press('Enter');
    expect(editor.context.view.getState().overlay).toEqual({
      kind: 'node-search',
      wire: { card: 'sheet', port: 'images', side: 'target' },
    });
  });

  it('says why the other ports do not fit', async () => {
    const editor = await createTestEditor(workflow);
    open(editor, { card: 'small', port: 'image', side: 'source' });
    fireEvent.click(screen.getByRole('button', { name: 'Why the others do not fit' }));
    expect(screen.getByText('Words · texts')).toBeTruthy();
    expect(screen.getByText(/takes text, but image comes from "small.image"/)).toBeTruthy();
  });

  it('goes back to the ports of the card with Backspace', async () => {
    const editor = await createTestEditor(workflow);
    open(editor, { card: 'small' });
    press('Enter');
    press('Backspace');
    expect(screen.getByRole('combobox').getAttribute('aria-label')).toBe('Ports of Small');
    expect(document.activeElement).toBe(screen.getByRole('combobox'));
  });
});
