// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { Workflow } from '@catena/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestEditor, type TestEditor } from '../../../test/finding-harness.tsx';
import { readLayout } from '../../document/layout.ts';
import { NodeSearch } from './NodeSearch.tsx';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image' } },
  nodes: {
    small: { type: 'image.resize', input: { image: { $from: 'inputs.photo' } } },
    words: { type: 'text.join', input: { texts: ['a'] } },
  },
  layout: { small: [0, 0], words: [0, 400] },
};

async function open(editor: TestEditor, overlay: object = {}) {
  editor.context.view.show({ kind: 'node-search', ...overlay });
  editor.show(<NodeSearch />);
  await screen.findAllByRole('option');
  await waitFor(() => expect(screen.queryByText('Loading models…')).toBeNull());
  return screen.getByRole('combobox');
}

const titles = () => screen.getAllByRole('option').map((option) => option.textContent);

describe('the search for nodes', () => {
  beforeEach(() => localStorage.clear());
  afterEach(cleanup);

  it('adds the first match with Enter and gives it the keyboard', async () => {
    const editor = await createTestEditor(workflow);
    const field = await open(editor, { at: { x: 30, y: 40 } });
    fireEvent.change(field, { target: { value: 'contact' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(editor.focused).toEqual(['contact-sheet']));
    expect(editor.workflow().nodes['contact-sheet']).toEqual({
      type: 'image.contact-sheet',
      title: 'Contact sheet',
    });
    expect(editor.workflow().layout?.['contact-sheet']).toEqual([30, 40]);
    expect(editor.context.view.getState().overlay).toBeUndefined();
  });

  it('moves through the matches with the arrows and says which one is active', async () => {
    const editor = await createTestEditor(workflow);
    const field = await open(editor);
    const [first, second] = screen.getAllByRole('option');
    expect(field.getAttribute('aria-activedescendant')).toBe(first?.id);
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(field.getAttribute('aria-activedescendant')).toBe(second?.id);
    fireEvent.keyDown(field, { key: 'ArrowUp' });
    fireEvent.keyDown(field, { key: 'ArrowUp' });
    expect(field.getAttribute('aria-activedescendant')).toBe(
      screen.getAllByRole('option').at(-1)?.id,
    );
  });

  it('offers only what takes the wire that was dropped, and joins it in the same step', async () => {
    const editor = await createTestEditor(workflow);
    const field = await open(editor, { wire: { card: 'small', port: 'image', side: 'source' } });
    await waitFor(() => expect(titles().join()).not.toContain('Join texts'));
    expect(titles().join()).toContain('Workflow output');
    expect(titles().join()).not.toContain('Text input');
    fireEvent.change(field, { target: { value: 'describe' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(editor.workflow().nodes).toHaveProperty('caption'));
    expect(editor.workflow().nodes['caption']).toEqual({
      type: 'predict',
      title: 'Describe a picture',
      provider: 'local',
      model: 'catena/caption',
      input: { image: { $from: 'small.image' } },
    });
    editor.tab.document.undo();
    expect(editor.workflow()).toBe(workflow);
  });

  it('finds what can feed an input, and makes workflow inputs of its type', async () => {
    const editor = await createTestEditor(workflow);
    const field = await open(editor, { wire: { card: 'words', port: 'texts', side: 'target' } });
    fireEvent.change(field, { target: { value: 'text input' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(editor.workflow().inputs).toHaveProperty('texts'));
    expect(editor.workflow().inputs?.['texts']).toEqual({ type: 'text[]' });
    expect(editor.workflow().nodes['words']?.input?.['texts']).toEqual({ $from: 'inputs.texts' });
  });

  it('puts a node beside the selected one, already connected', async () => {
    const editor = await createTestEditor(workflow);
    editor.tab.document.select({ cards: ['small'] });
    const field = await open(editor);
    fireEvent.change(field, { target: { value: 'resize' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(editor.workflow().nodes).toHaveProperty('resize'));
    expect(editor.workflow().nodes['resize']?.input).toEqual({ image: { $from: 'small.image' } });
    const { positions } = readLayout(editor.workflow());
    expect(positions['resize']?.[0]).toBeGreaterThan(280);
  });

  it('leads an edge through the node that was chosen for it', async () => {
    const editor = await createTestEditor(workflow);
    const field = await open(editor, { insertOn: 'small/image' });
    await waitFor(() => expect(titles().join()).not.toContain('Join texts'));
    fireEvent.change(field, { target: { value: 'resize' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(editor.workflow().nodes).toHaveProperty('resize'));
    expect(editor.workflow().nodes['small']?.input).toEqual({ image: { $from: 'resize.image' } });
    expect(editor.workflow().nodes['resize']?.input).toEqual({ image: { $from: 'inputs.photo' } });
  });

  it('replaces a node and keeps the edges that fit', async () => {
    const editor = await createTestEditor(workflow);
    const field = await open(editor, { replace: 'small' });
    fireEvent.change(field, { target: { value: 'describe' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(editor.workflow().nodes['small']?.type).toBe('predict'));
    expect(editor.workflow().nodes['small']?.input).toEqual({ image: { $from: 'inputs.photo' } });
  });

  it('narrows the list by what an entry gives', async () => {
    const editor = await createTestEditor(workflow);
    await open(editor);
    fireEvent.click(screen.getByRole('button', { name: 'Show the filters' }));
    const gives = screen.getByRole('group', { name: 'Gives' });
    const chip = [...gives.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'text',
    );
    fireEvent.click(chip as HTMLElement);
    expect(chip?.getAttribute('aria-pressed')).toBe('true');
    expect(titles().join()).toContain('Join texts');
    expect(titles().join()).not.toContain('Contact sheet');
  });

  it('offers to add a model that nobody lists', async () => {
    const editor = await createTestEditor(workflow);
    const field = await open(editor);
    fireEvent.change(field, { target: { value: 'someone/new-model' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(editor.workflow().nodes).toHaveProperty('new-model'));
    expect(editor.workflow().nodes['new-model']).toEqual({
      type: 'predict',
      provider: 'local',
      model: 'someone/new-model',
    });
  });

  it('shows the ports and the terms of the highlighted model', async () => {
    const editor = await createTestEditor(workflow);
    const field = await open(editor);
    fireEvent.change(field, { target: { value: 'describe' } });
    expect(await screen.findByText('Provider local, free, first use fetches 250 MB.')).toBeTruthy();
    expect(await screen.findByText('image, needed')).toBeTruthy();
  });

  it('lists what was used lately first', async () => {
    const editor = await createTestEditor(workflow);
    const field = await open(editor);
    expect(titles().at(-1)).toContain('Frame');
    fireEvent.change(field, { target: { value: 'frame' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(editor.focused).toHaveLength(1));
    cleanup();
    await open(editor);
    expect(titles().findIndex((title) => title?.includes('Frame'))).toBeLessThan(3);
  });

  it('closes with Escape without changing anything', async () => {
    const editor = await createTestEditor(workflow);
    const field = await open(editor);
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(editor.context.view.getState().overlay).toBeUndefined();
    expect(editor.workflow()).toBe(workflow);
  });
});
