// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Workflow } from '@catena/engine';
import { createTestEditor, type TestEditor } from '../../../test/finding-harness.tsx';
import { FormScreen } from './FormScreen.tsx';

afterEach(cleanup);

const workflow: Workflow = {
  catena: 1,
  name: 'Joiner',
  inputs: {
    separator: { type: 'text', title: 'Between', description: 'Stands between.', default: ', ' },
    words: { type: 'text[]', title: 'Words' },
  },
  nodes: {
    join: {
      type: 'text.join',
      title: 'Join',
      input: { texts: { $from: 'inputs.words' }, separator: { $from: 'inputs.separator' } },
    },
  },
  outputs: { text: { $from: 'join.text', title: 'Joined' } },
};

async function open(document: Workflow): Promise<TestEditor> {
  const editor = await createTestEditor(document, {
    '/api/plan': { steps: 1, exact: true, workMs: 0, calls: [], nodes: [] },
  });
  editor.show(<FormScreen />);
  return editor;
}

it('runs with what was entered, and leaves the document as it is', async () => {
  const editor = await open({
    ...workflow,
    inputs: { separator: { type: 'text', title: 'Between', default: ', ' } },
    nodes: {
      join: {
        type: 'text.join',
        input: { texts: ['a', 'b'], separator: { $from: 'inputs.separator' } },
      },
    },
  });
  const start = vi.spyOn(editor.runs, 'start');
  const before = editor.workflow();
  const field = screen.getByLabelText<HTMLTextAreaElement>('Between');
  expect(field.value).toBe(', ');
  fireEvent.change(field, { target: { value: ' and ' } });
  fireEvent.click(screen.getByRole('button', { name: /^Run/ }));
  expect(start).toHaveBeenCalledWith(editor.tab, { inputs: { separator: ' and ' } });
  expect(editor.workflow()).toBe(before);
  fireEvent.click(screen.getByRole('button', { name: 'Reset Between to the default' }));
  expect(field.value).toBe(', ');
});

it('asks for what is missing instead of running', async () => {
  const editor = await open(workflow);
  const start = vi.spyOn(editor.runs, 'start');
  expect(screen.getByText('Still needed: Words.')).toBeTruthy();
  expect(screen.queryByText('It needs a value.')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /^Run/ }));
  expect(start).not.toHaveBeenCalled();
  expect(screen.getByText('It needs a value.')).toBeTruthy();
});

it('makes a form of what is needed and what comes out last', async () => {
  const editor = await open({ catena: 1, nodes: { join: { type: 'text.join', title: 'Join' } } });
  fireEvent.click(
    screen.getByRole('button', {
      name: 'Start with 1 input that needs a value and 1 result of the last nodes',
    }),
  );
  const { inputs, outputs, nodes } = editor.workflow();
  expect(inputs).toEqual({ texts: { type: 'text[]' } });
  expect(nodes['join']?.input).toEqual({ texts: { $from: 'inputs.texts' } });
  expect(outputs).toEqual({ text: { $from: 'join.text' } });
  editor.tab.document.undo();
  expect(editor.workflow().inputs).toBeUndefined();
});

it('is edited: order, words, bounds, and what is part of it', async () => {
  const editor = await open(workflow);
  fireEvent.click(screen.getByRole('button', { name: 'Edit form' }));
  fireEvent.click(screen.getByRole('button', { name: 'Move Words up' }));
  expect(Object.keys(editor.workflow().inputs ?? {})).toEqual(['words', 'separator']);
  fireEvent.click(screen.getByRole('button', { name: /Between/, expanded: false }));
  fireEvent.change(screen.getByLabelText('Title'), { target: { value: 'Glue' } });
  expect(editor.workflow().inputs?.['separator']?.title).toBe('Glue');
  fireEvent.click(screen.getByRole('button', { name: 'Take Glue out of the form' }));
  expect(Object.keys(editor.workflow().inputs ?? {})).toEqual(['words']);
  expect(editor.workflow().nodes['join']?.input?.['separator']).toBe(', ');
  fireEvent.click(screen.getByRole('button', { name: 'Take Joined out of the form' }));
  expect(editor.workflow().outputs).toBeUndefined();
  fireEvent.click(screen.getByRole('combobox', { name: 'Add what a node gives to the results' }));
  fireEvent.click(await screen.findByRole('option', { name: 'text', hidden: true }));
  await waitFor(() => expect(editor.workflow().outputs).toEqual({ text: { $from: 'join.text' } }));
});

it('shows what came of a run, and offers its inputs', async () => {
  const editor = await open(workflow);
  const counts = {
    waiting: 0,
    queued: 0,
    booting: 0,
    running: 0,
    retrying: 0,
    person: 0,
    succeeded: 1,
    cached: 0,
    skipped: 0,
    failed: 0,
    canceled: 0,
  };
  const view = {
    id: 'r1',
    status: 'succeeded' as const,
    connected: true,
    dry: false,
    nodes: new Map(),
    earlier: new Map(),
    workflow,
    inputs: { separator: '-', words: ['a', 'b'] },
    counts,
    fraction: 1,
    outputs: { text: 'a-b' },
  };
  editor.runs.setState({ views: new Map([[editor.tab.key, view]]) });
  expect(await screen.findByText('a-b')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Download text' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Use its inputs' }));
  expect(editor.tab.runInputs.getState()).toEqual({ separator: '-', words: ['a', 'b'] });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Use its inputs' })).toBeNull());
});
