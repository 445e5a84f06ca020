import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { readLayout, withLayout, withLayoutEntry, withPositions } from './layout.ts';

const note = { text: 'Hi', position: [0, 0] as [number, number], size: [9, 9] as [number, number] };

const workflow: Workflow = {
  catena: 1,
  nodes: { one: { type: 'a' } },
  layout: {
    one: [1, 2],
    odd: 'elsewhere',
    $notes: { good: note, bad: { text: 7 } },
    $viewport: { zoom: 2 },
  },
};

it('reads what it knows and passes over the rest', () => {
  expect(readLayout(workflow)).toEqual({
    positions: { one: [1, 2] },
    looks: {},
    frames: {},
    notes: { good: note },
    reroutes: {},
  });
  expect(readLayout({ catena: 1, nodes: {} }).positions).toEqual({});
  expect(readLayout({ ...workflow, layout: { $frames: [1], $notes: null } }).notes).toEqual({});
});

it('reads the same layout only once', () => {
  expect(readLayout(workflow)).toBe(readLayout({ ...workflow, name: 'Other' }));
});

it('changes one entry and leaves alone what it cannot read', () => {
  const after = withLayoutEntry(workflow, 'notes', { id: 'good', value: { ...note, text: 'Ho' } });
  expect(after.layout).toEqual({
    ...workflow.layout,
    $notes: { good: { ...note, text: 'Ho' }, bad: { text: 7 } },
  });
  const removed = withLayoutEntry(workflow, 'notes', { id: 'good', value: undefined });
  expect(removed.layout?.['$notes']).toEqual({ bad: { text: 7 } });
});

it('returns the same document where nothing changes', () => {
  expect(withLayoutEntry(workflow, 'notes', { id: 'good', value: { ...note } })).toBe(workflow);
  expect(withLayoutEntry(workflow, 'notes', { id: 'gone', value: undefined })).toBe(workflow);
  expect(withPositions(workflow, { one: [1.2, 1.8] })).toBe(workflow);
});

it('leaves no empty sections behind', () => {
  const looks: Workflow = { catena: 1, nodes: {}, layout: { $looks: { one: { fixed: true } } } };
  expect(withLayoutEntry(looks, 'looks', { id: 'one', value: undefined })).toEqual({
    catena: 1,
    nodes: {},
  });
  expect(withLayout({ catena: 1, nodes: {} }, {})).toEqual({ catena: 1, nodes: {} });
});

it('rounds places, and knows no -0', () => {
  const { layout } = withPositions(workflow, { one: [0.4, -0.4] });
  expect(JSON.stringify(layout?.['one'])).toBe('[0,0]');
  expect(layout).toEqual({ ...workflow.layout, one: [0, 0] });
});
