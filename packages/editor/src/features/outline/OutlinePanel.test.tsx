// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import type { Workflow } from '@catena/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestEditor, type TestEditor } from '../../../test/finding-harness.tsx';
import { OutlinePanel } from './OutlinePanel.tsx';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image', title: 'Photo' } },
  nodes: {
    sheet: {
      type: 'image.contact-sheet',
      title: 'Sheet',
      input: { images: { $from: 'small.image' } },
    },
    small: { type: 'image.resize', title: 'Small', input: { image: { $from: 'inputs.photo' } } },
  },
  outputs: { result: { $from: 'sheet.image', title: 'Result' } },
};

const lines = () => screen.getAllByRole('treeitem').map((line) => line.getAttribute('aria-label'));
const active = () => screen.getAllByRole('treeitem').find(({ tabIndex }) => tabIndex === 0);

async function open(document: Workflow = workflow): Promise<TestEditor> {
  const editor = await createTestEditor(document);
  editor.show(<OutlinePanel />);
  active()?.focus();
  return editor;
}

function press(key: string) {
  fireEvent.keyDown(document.activeElement ?? document.body, { key });
}

describe('the outline', () => {
  afterEach(cleanup);

  it('lists cards in the order in which they run', async () => {
    await open();
    expect(lines()).toEqual([
      'Photo, workflow input',
      'Small, image.resize',
      'Sheet, image.contact-sheet',
      'Result, workflow output',
    ]);
  });

  it('moves with the arrows, unfolds a card and selects it on the canvas', async () => {
    const editor = await open();
    press('ArrowDown');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Small, image.resize');
    expect([...editor.tab.document.getState().selection.cards]).toEqual(['small']);
    press('ArrowRight');
    expect(lines().slice(2, 5)).toEqual([
      'input Image: from Photo',
      'input width: 512, as by default',
      'output Image: to Sheet · images',
    ]);
    press('ArrowRight');
    expect(document.activeElement?.getAttribute('aria-level')).toBe('2');
    press('ArrowLeft');
    press('ArrowLeft');
    expect(lines()).toHaveLength(4);
  });

  it('follows the selection of the canvas', async () => {
    const editor = await open();
    act(() => editor.tab.document.select({ cards: ['sheet'] }));
    expect(active()?.getAttribute('aria-label')).toBe('Sheet, image.contact-sheet');
    expect(active()?.getAttribute('aria-selected')).toBe('true');
  });

  it('goes to the card on the canvas with Enter, and opens the dialog of a port', async () => {
    const editor = await open();
    press('Enter');
    expect(editor.focused).toEqual(['inputs.photo']);
    press('ArrowDown');
    press('ArrowRight');
    press('ArrowRight');
    press('Enter');
    expect(editor.context.view.getState().overlay).toEqual({
      kind: 'connect',
      card: 'small',
      port: 'image',
      side: 'target',
    });
  });

  it('disconnects an input and deletes a card with Delete', async () => {
    const editor = await open();
    press('ArrowDown');
    press('ArrowRight');
    press('ArrowRight');
    press('Delete');
    expect(editor.workflow().nodes['small']?.input ?? {}).toEqual({});
    press('ArrowLeft');
    press('Delete');
    expect(Object.keys(editor.workflow().nodes)).toEqual(['sheet']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Sheet, image.contact-sheet');
  });

  it('has the commands of the canvas in the menu of a card', async () => {
    const editor = await open();
    press('ArrowDown');
    fireEvent.click(screen.getByRole('button', { name: 'Menu of Small' }));
    const [item] = await screen.findAllByRole('menuitem', { name: /^Duplicate/ });
    fireEvent.click(item as HTMLElement);
    expect(Object.keys(editor.workflow().nodes)).toHaveLength(3);
  });

  it('says what to do where there is nothing', async () => {
    const editor = await createTestEditor({ catena: 1, nodes: {} });
    editor.show(<OutlinePanel />);
    expect(screen.getByText('Nothing on the canvas yet')).toBeTruthy();
  });
});
