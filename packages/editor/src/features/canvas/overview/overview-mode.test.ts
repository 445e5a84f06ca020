import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { chooseHot } from './hot-cards.ts';
import { countInView, decideOverview, mayBeDrawn } from './overview-mode.ts';

function workflowOf(count: number): Workflow {
  const ids = Array.from({ length: count }, (_, index) => `n${index}`);
  return {
    catena: 1,
    name: 'Many',
    nodes: Object.fromEntries(ids.map((id) => [id, { type: 'text.template' }])),
    layout: {
      $frames: { a: { title: 'A', position: [0, 0], size: [100, 100], cards: [] } },
      $notes: { b: { text: 'B', position: [0, 0], size: [100, 100] } },
    },
  };
}

const nothing = { hovered: undefined, held: undefined, renaming: undefined, entry: undefined };

it('draws cards on one canvas when they are tiles and many are in view', () => {
  expect(decideOverview(false, { zoom: 0.2, cardsInView: 400 })).toBe(true);
  expect(decideOverview(false, { zoom: 0.2, cardsInView: 90 })).toBe(false);
  expect(decideOverview(true, { zoom: 1, cardsInView: 400 })).toBe(false);
});

it('does not change its mind back and forth around the limit', () => {
  const now = { zoom: 0.3, cardsInView: 130 };
  expect(decideOverview(true, now)).toBe(true);
  expect(decideOverview(false, now)).toBe(false);
});

it('leaves small documents alone', () => {
  expect(mayBeDrawn(workflowOf(100))).toBe(false);
  expect(mayBeDrawn(workflowOf(1000))).toBe(true);
});

it('counts what is in view', () => {
  const cards = [0, 1, 2, 3].map((index) => ({
    id: `n${index}`,
    x: index * 100,
    y: 0,
    width: 80,
    height: 80,
  }));
  const view = { x: 90, y: 0, width: 150, height: 50 };
  expect(countInView({ cards }, view)).toEqual({ count: 2, first: 'n1' });
});

it('keeps frames, notes and what is attended to as elements', () => {
  const hot = chooseHot(workflowOf(200), new Set(['n5']), {
    ...nothing,
    hovered: 'n7',
    held: 'n9',
  });
  expect([...hot]).toEqual(['$frames.a', '$notes.b', 'n5', 'n7', 'n9']);
});

it('does not make thousands of selected cards elements', () => {
  const workflow = workflowOf(500);
  const hot = chooseHot(workflow, new Set(Object.keys(workflow.nodes)), {
    ...nothing,
    hovered: 'n7',
  });
  expect([...hot]).toEqual(['$frames.a', '$notes.b', 'n7']);
});

it('lets Tab in where nothing is selected', () => {
  const hot = chooseHot(workflowOf(200), new Set(), { ...nothing, entry: 'n3' });
  expect([...hot]).toContain('n3');
});

it('forgets a card that is no longer there', () => {
  const hot = chooseHot(workflowOf(200), new Set(), { ...nothing, held: 'gone' });
  expect([...hot]).toEqual(['$frames.a', '$notes.b']);
});
