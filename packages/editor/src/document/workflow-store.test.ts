import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { setNode } from './edits/set-node.ts';
import { createWorkflowStore } from './workflow-store.ts';

const workflow: Workflow = { catena: 1, nodes: { one: { type: 'a' }, two: { type: 'b' } } };

function title(store: ReturnType<typeof createWorkflowStore>) {
  return store.getState().workflow.nodes['one']?.title;
}

it('takes no step for an edit that changes nothing', () => {
  const store = createWorkflowStore(workflow);
  store.edit('Nothing', (same) => same);
  expect(store.getState()).toMatchObject({ version: 0, past: [] });
});

it('makes one step of edits that belong together, until something else happens', () => {
  const store = createWorkflowStore(workflow);
  const type = (text: string) =>
    store.edit('Title', setNode('one', { title: text }), { coalesce: 'title' });
  type('H');
  type('Hi');
  expect(store.getState().past).toHaveLength(1);
  store.settle();
  type('Hi!');
  expect(store.getState().past).toHaveLength(2);
  store.undo();
  expect(title(store)).toBe('Hi');
  store.undo();
  expect(store.getState().workflow).toBe(workflow);
});

it('does not join an edit with one that was undone', () => {
  const store = createWorkflowStore(workflow);
  const type = (text: string) =>
    store.edit('Title', setNode('one', { title: text }), { coalesce: 'title' });
  type('H');
  store.undo();
  type('X');
  expect(store.getState().past).toHaveLength(1);
  store.undo();
  expect(title(store)).toBeUndefined();
});

it('brings the selection back with the document', () => {
  const store = createWorkflowStore(workflow);
  store.select({ cards: ['one'] });
  store.edit('Change', setNode('one', { mute: true }), { select: { cards: ['two'] } });
  expect([...store.getState().selection.cards]).toEqual(['two']);
  store.undo();
  expect([...store.getState().selection.cards]).toEqual(['one']);
  store.redo();
  expect([...store.getState().selection.cards]).toEqual(['two']);
});

it('gives up what was undone when something else is done', () => {
  const store = createWorkflowStore(workflow);
  store.edit('A', setNode('one', { title: 'A' }));
  store.undo();
  store.edit('B', setNode('one', { title: 'B' }));
  store.redo();
  expect(title(store)).toBe('B');
});

it('does nothing at either end of the history', () => {
  const store = createWorkflowStore(workflow);
  store.undo();
  store.redo();
  expect(store.getState()).toMatchObject({ workflow, version: 0 });
});

it('raises the version with every change, undo included, and not with a selection', () => {
  const store = createWorkflowStore(workflow);
  store.edit('A', setNode('one', { title: 'A' }));
  store.undo();
  store.select({ cards: ['one'] });
  expect(store.getState().version).toBe(2);
});

it('keeps the same selection object where it holds the same', () => {
  const store = createWorkflowStore(workflow);
  store.select({ cards: ['one'] });
  const { selection } = store.getState();
  store.select({ cards: ['one'] });
  expect(store.getState().selection).toBe(selection);
});

it('forgets the oldest steps of a very long history', () => {
  const store = createWorkflowStore(workflow);
  for (let step = 0; step < 600; step += 1) {
    store.edit('Step', setNode('one', { title: `Step ${step}` }));
  }
  expect(store.getState().past).toHaveLength(500);
});

it('forgets the history with the document', () => {
  const store = createWorkflowStore(workflow);
  store.edit('A', setNode('one', { title: 'A' }));
  store.replace({ catena: 1, nodes: {} });
  expect(store.getState()).toMatchObject({ past: [], version: 2, workflow: { nodes: {} } });
});
