import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { contentsOfFrame, frameOfCard } from '../frame-contents.ts';
import { readLayout } from '../layout.ts';
import { alignCards } from './align-cards.ts';
import { composeEdits } from './compose-edits.ts';
import { distributeCards } from './distribute-cards.ts';
import { groupCards } from './group-cards.ts';
import { moveCards } from './move-cards.ts';
import { setLook } from './set-look.ts';
import { framesToUngroup, ungroup } from './ungroup.ts';

const sizeOf = () => ({ width: 200, height: 100 });

const workflow: Workflow = {
  catena: 1,
  nodes: {
    a: { type: 'image.resize' },
    b: { type: 'image.resize', input: { image: { $from: 'a.image' } } },
    c: { type: 'image.resize' },
  },
  layout: { a: [0, 0], b: [400, 50], c: [1000, 20], $reroutes: { 'b/image': [[300, 10]] } },
};

const grouped = groupCards(['a', 'b'], { sizeOf })(workflow);

it('puts a frame around cards with room for its title', () => {
  expect(readLayout(grouped).frames).toEqual({
    'frame-1': { title: 'Group', position: [-24, -60], size: [648, 234], cards: ['a', 'b'] },
  });
});

it('lets a frame carry its cards and the points between them', () => {
  const { positions, frames, reroutes } = readLayout(
    moveCards({ '$frames.frame-1': [76, 40] })(grouped),
  );
  expect(positions).toMatchObject({ a: [100, 100], b: [500, 150], c: [1000, 20] });
  expect(frames['frame-1']?.position).toEqual([76, 40]);
  expect(reroutes).toEqual({ 'b/image': [[400, 110]] });
});

it('moves a card that is dragged along with its frame only once', () => {
  const after = moveCards({ '$frames.frame-1': [76, 40], a: [100, 100] })(grouped);
  expect(readLayout(after).positions['a']).toEqual([100, 100]);
});

it('leaves fixed cards where they are', () => {
  const fixed = composeEdits(setLook('a', { fixed: true }), moveCards({ a: [9, 9], b: [9, 9] }));
  expect(readLayout(fixed(workflow)).positions).toMatchObject({ a: [0, 0], b: [9, 9] });
});

it('takes a card into the frame it is dropped on, and out of the one it left', () => {
  const into = moveCards({ c: [100, 0] }, { sizeOf })(grouped);
  expect(frameOfCard(into, 'c')).toBe('$frames.frame-1');
  const out = moveCards({ a: [2000, 0] }, { sizeOf })(into);
  expect(readLayout(out).frames['frame-1']?.cards).toEqual(['b', 'c']);
});

it('groups within the frame that holds all of the cards', () => {
  const nested = groupCards(['a'], { sizeOf, title: 'Inner' })(grouped);
  expect(readLayout(nested).frames).toMatchObject({
    'frame-1': { cards: ['b', '$frames.frame-2'] },
    'frame-2': { title: 'Inner', cards: ['a'] },
  });
  expect([...contentsOfFrame(nested, '$frames.frame-1')].toSorted()).toEqual([
    '$frames.frame-2',
    'a',
    'b',
  ]);
});

it('ungroups the frame around a selected card, and keeps cards in the frame outside', () => {
  expect(framesToUngroup(grouped, ['a'])).toEqual(['$frames.frame-1']);
  expect(readLayout(ungroup(['a'])(grouped)).frames).toEqual({});
  const nested = groupCards(['a'], { sizeOf })(grouped);
  const after = ungroup(['$frames.frame-2'])(nested);
  expect(readLayout(after).frames['frame-1']?.cards.toSorted()).toEqual(['a', 'b']);
});

it.each([
  ['left', [0, 0], [0, 50]],
  ['right', [1000, 0], [1000, 50]],
  ['top', [0, 0], [400, 0]],
  ['bottom', [0, 50], [400, 50]],
  ['center', [500, 0], [500, 50]],
  ['middle', [0, 25], [400, 25]],
] as const)('aligns %s', (alignment, a, b) => {
  const { positions } = readLayout(alignCards(['a', 'b', 'c'], alignment, sizeOf)(workflow));
  expect(positions).toMatchObject({ a, b });
});

it('makes gaps equal and leaves the ends', () => {
  const { positions } = readLayout(
    distributeCards(['c', 'a', 'b'], 'horizontal', sizeOf)(workflow),
  );
  expect(positions).toMatchObject({ a: [0, 0], b: [500, 50], c: [1000, 20] });
});
