import { expect, it, vi } from 'vitest';
import type { Workflow } from '@catena/engine';
import { boundsOf } from '../card-bounds.ts';
import { listCards } from '../cards.ts';
import { readLayout } from '../layout.ts';
import { applyTidied } from './apply-tidied.ts';
import { tidy } from './tidy.ts';

// The layout library takes its time to load.
vi.setConfig({ testTimeout: 60_000 });

const sizeOf = () => ({ width: 200, height: 100 });

function node(...from: string[]) {
  const input = Object.fromEntries(from.map(($from, index) => [`p${index}`, { $from }]));
  return { type: 'image.resize', input };
}

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image' } },
  nodes: {
    a: node('inputs.photo'),
    b: node('a.image'),
    c: node('a.image'),
    d: node('b.image', 'c.image'),
  },
  outputs: { result: { $from: 'd.image' } },
  layout: {
    'inputs.photo': [500, 700],
    a: [90, 40],
    b: [100, 50],
    c: [110, 60],
    d: [0, 0],
    'outputs.result': [-100, 30],
    $reroutes: { 'd/p0': [[1, 1]] },
  },
};

function overlaps(after: Workflow): string[] {
  const cards = listCards(after).filter((card) => !card.startsWith('$'));
  return cards.flatMap((one, index) =>
    cards.slice(index + 1).flatMap((other) => {
      const [left, right] = [boundsOf(after, one, sizeOf), boundsOf(after, other, sizeOf)];
      if (!left || !right) return [`${one} or ${other} has no place`];
      const apart =
        left.x + left.width <= right.x ||
        right.x + right.width <= left.x ||
        left.y + left.height <= right.y ||
        right.y + right.height <= left.y;
      return apart ? [] : [`${one} over ${other}`];
    }),
  );
}

it('lays cards out from left to right, none over another, with the corner where it was', async () => {
  const after = applyTidied(await tidy(workflow, sizeOf))(workflow);
  const { positions, reroutes } = readLayout(after);
  const columns = ['inputs.photo', 'a', 'b', 'd', 'outputs.result'].map(
    (card) => positions[card]?.[0],
  );
  expect(columns).toEqual(columns.toSorted((left = 0, right = 0) => left - right));
  expect(new Set(columns).size).toBe(5);
  expect(overlaps(after)).toEqual([]);
  expect(Math.min(...Object.values(positions).map(([x]) => x))).toBe(-100);
  expect(Math.min(...Object.values(positions).map(([, y]) => y))).toBe(0);
  expect(reroutes).toEqual({});
});

it('moves only what was chosen', async () => {
  const { positions } = await tidy(workflow, sizeOf, ['a', 'b']);
  expect(Object.keys(positions).toSorted()).toEqual(['a', 'b']);
  expect(positions['a']).toEqual([90, 40]);
});

it('leaves fixed cards and lone notes alone', async () => {
  const fixed: Workflow = {
    ...workflow,
    layout: {
      ...workflow.layout,
      $looks: { d: { fixed: true } },
      $notes: { n: { text: '', position: [0, 0], size: [10, 10] } },
    },
  };
  const { positions } = await tidy(fixed, sizeOf);
  expect(positions).not.toHaveProperty('d');
  expect(positions).not.toHaveProperty(['$notes.n']);
  expect(positions).toHaveProperty('a');
});

const framed: Workflow = {
  ...workflow,
  layout: {
    ...workflow.layout,
    $frames: { f: { title: 'F', position: [0, 0], size: [10, 10], cards: ['b', 'c'] } },
  },
};

it('makes frames as large as what lies in them', async () => {
  const after = applyTidied(await tidy(framed, sizeOf))(framed);
  const frame = boundsOf(after, '$frames.f', sizeOf);
  for (const card of ['b', 'c']) {
    const inner = boundsOf(after, card, sizeOf);
    if (!frame || !inner) throw new Error('no place');
    expect(inner.x).toBeGreaterThanOrEqual(frame.x);
    expect(inner.y).toBeGreaterThanOrEqual(frame.y);
    expect(inner.x + inner.width).toBeLessThanOrEqual(frame.x + frame.width);
    expect(inner.y + inner.height).toBeLessThanOrEqual(frame.y + frame.height);
  }
  expect(overlaps(after)).toEqual([]);
});

it('keeps what lies in a collapsed frame together', async () => {
  const collapsed: Workflow = {
    ...framed,
    layout: {
      ...framed.layout,
      $frames: {
        f: { title: 'F', position: [0, 0], size: [10, 10], cards: ['b', 'c'], collapsed: true },
      },
    },
  };
  const { positions, frameSizes } = await tidy(collapsed, sizeOf);
  const [b, c, frame] = [positions['b'], positions['c'], positions['$frames.f']];
  expect([(b?.[0] ?? 0) - (frame?.[0] ?? 0), (b?.[1] ?? 0) - (frame?.[1] ?? 0)]).toEqual([100, 50]);
  expect([(c?.[0] ?? 0) - (b?.[0] ?? 0), (c?.[1] ?? 0) - (b?.[1] ?? 0)]).toEqual([10, 10]);
  expect(frameSizes).toEqual({});
});

it('finds places for cards that have none', async () => {
  const { layout: _layout, ...bare } = workflow;
  const after = applyTidied(await tidy(bare, sizeOf))(bare);
  expect(overlaps(after)).toEqual([]);
});

it('has nothing to do for an empty document', async () => {
  expect(await tidy({ catena: 1, nodes: {} }, sizeOf)).toEqual({ positions: {}, frameSizes: {} });
});
