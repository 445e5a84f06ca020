import type { NodePorts, Workflow } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { runView, stepRun } from '../../../test/run-view.ts';
import { compareCandidate, listViewerItems, startPosition } from './list-viewer-items.ts';
import { fitScale, zoomAt } from './use-zoom.ts';

const workflow: Workflow = {
  catena: 1,
  nodes: { cut: { type: 'cut', title: 'Cut out' }, big: { type: 'up' } },
  outputs: { all: { $from: 'big.image' } },
};

const port = (name: string, base: 'image' | 'json' = 'image') => ({
  name,
  type: { base, depth: 0 },
  required: false,
  connectable: true,
});

const ports = new Map<string, NodePorts>([
  ['cut', { inputs: [], outputs: [port('image'), port('boxes', 'json')], complete: true }],
  ['big', { inputs: [], outputs: [port('image')], complete: true }],
]);

const view = runView(
  [
    stepRun('cut', {
      index: [0],
      output: {
        image: 'c0',
        boxes: [
          [1, 2],
          [3, 4],
        ],
      },
    }),
    stepRun('cut', { index: [1], status: 'failed' }),
    stepRun('big', { index: [0], output: { image: 'b0' } }),
    stepRun('big', { index: [1], output: { image: 'b1' } }),
  ],
  { outputs: { all: ['b0', 'b1'] } },
);

const source = { workflow, order: ['cut', 'big'], ports, view };

describe('what the viewer goes through', () => {
  it('are the results of all nodes in their order, without the failed ones', () => {
    const items = listViewerItems('big', source);
    expect(items.map(({ value, place }) => [value, place])).toEqual([
      ['c0', [1]],
      [
        [
          [1, 2],
          [3, 4],
        ],
        [1],
      ],
      ['b0', [1]],
      ['b1', [2]],
    ]);
    expect(items[0]?.title).toBe('Cut out');
  });

  it('begins at the item that was asked for', () => {
    const items = listViewerItems('big', source);
    expect(startPosition(items, { card: 'big', port: 'image', index: 1 })).toBe(3);
    expect(startPosition(items, { card: 'cut', port: 'boxes' })).toBe(1);
    expect(startPosition(items, { card: 'gone' })).toBe(0);
  });

  it('are the outputs of the workflow for an output, item by item', () => {
    const items = listViewerItems('outputs.all', source);
    expect(items.map(({ value }) => value)).toEqual(['b0', 'b1']);
    expect(startPosition(items, { card: 'outputs.all', index: 1 })).toBe(1);
  });

  it('compares with the same item before it was worked on', () => {
    const items = listViewerItems('big', source);
    const isPicture = ({ value }: { value: unknown }) => typeof value === 'string';
    expect(compareCandidate(items, 2, isPicture)).toBe(0);
    expect(compareCandidate(items, 0, isPicture)).toBe(2);
    expect(compareCandidate(items.slice(0, 1), 0, isPicture)).toBeUndefined();
  });
});

describe('zooming', () => {
  it('shows a picture whole and blows a small one up only twice', () => {
    expect(fitScale({ width: 2000, height: 1000 }, { width: 1000, height: 1000 })).toBe(0.5);
    expect(fitScale({ width: 10, height: 10 }, { width: 1000, height: 1000 })).toBe(2);
  });

  it('keeps the point under the pointer where it is', () => {
    const point = { x: 120, y: -40 };
    const before = { scale: 1, x: 10, y: 20 };
    const after = zoomAt(before, 2, point);
    const inPicture = (zoom: typeof before) => [
      (point.x - zoom.x) / zoom.scale,
      (point.y - zoom.y) / zoom.scale,
    ];
    expect(inPicture(after)).toEqual(inPicture(before));
    expect(zoomAt(before, 1e6, point).scale).toBe(8);
  });
});
