// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { Workflow } from '@catena/engine';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestEditor } from '../../../test/finding-harness.tsx';
import { FindBar } from './FindBar.tsx';
import { findText } from './find-text.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { words: { type: 'text', title: 'Words', default: 'a red fox' } },
  nodes: {
    join: {
      type: 'text.join',
      title: 'All texts',
      input: { texts: ['one', 'a RED car in the snow'], separator: { $from: 'inputs.words' } },
    },
    small: { type: 'image.resize', title: 'Reduce' },
  },
  layout: { $notes: { n1: { text: 'Red is *warm*', position: [0, 0], size: [240, 160] } } },
};

describe('finding text in a document', () => {
  it('looks into titles, values and notes in the order in which cards run', () => {
    const found = findText(workflow, new Map(), 'red');
    expect(found.map(({ card, where, match }) => [card, where, match])).toEqual([
      ['inputs.words', 'default', 'red'],
      ['join', 'texts', 'RED'],
      ['small', 'title', 'Red'],
      ['$notes.n1', 'text', 'Red'],
    ]);
  });

  it('does not take edges for text, and finds nothing for nothing', () => {
    expect(findText(workflow, new Map(), 'inputs.words')).toEqual([]);
    expect(findText(workflow, new Map(), '  ')).toEqual([]);
  });
});

describe('the bar that finds', () => {
  afterEach(cleanup);

  it('counts, goes on and back, and selects the card of the match', async () => {
    const editor = await createTestEditor(workflow);
    editor.context.view.show({ kind: 'find' });
    editor.show(<FindBar />);
    const field = screen.getByRole('textbox');
    const selected = () => [...editor.tab.document.getState().selection.cards];
    fireEvent.change(field, { target: { value: 'red' } });
    expect(screen.getByRole('status').textContent).toBe('1 of 4');
    expect(selected()).toEqual(['inputs.words']);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(screen.getByRole('status').textContent).toBe('2 of 4');
    expect(selected()).toEqual(['join']);
    expect(document.querySelector('mark')?.textContent).toBe('RED');
    fireEvent.keyDown(field, { key: 'F3' });
    expect(selected()).toEqual(['small']);
    fireEvent.keyDown(field, { key: 'Enter', shiftKey: true });
    expect(selected()).toEqual(['join']);
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(editor.context.view.getState().overlay).toBeUndefined();
  });
});
