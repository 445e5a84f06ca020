import { expect, it } from 'vitest';
import { describeInner, summariseInner } from './inner-runs.ts';
import type { NodeRun, NodeRunStatus, RunView } from './node-run.ts';
import { noSteps } from './step-counts.ts';

function view(statuses: Record<string, NodeRunStatus>): RunView {
  const nodes = Object.entries(statuses).map(([nodeId, status]): [string, NodeRun] => [
    nodeId,
    { nodeId, runId: 'r1', status, steps: [], expanded: true, counts: noSteps() },
  ]);
  return {
    id: 'r1',
    status: 'running',
    connected: true,
    dry: false,
    nodes: new Map(nodes),
    earlier: new Map(),
    counts: noSteps(),
    fraction: 0,
    outputs: {},
  };
}

it('counts the nodes inside of a workflow node, and names who is at work', () => {
  const inner = summariseInner(
    view({
      poster: 'running',
      'poster/cut': 'succeeded',
      'poster/paint': 'running',
      'poster/deep/write': 'waiting',
      'posters/other': 'running',
    }),
    'poster',
  );
  expect(inner).toEqual({ done: 1, total: 3, active: ['paint'], failed: [] });
  expect(inner && describeInner(inner)).toBe('1 of 3 inside · paint');
});

it('says first what failed', () => {
  const inner = summariseInner(view({ 'a/b': 'failed', 'a/c': 'running' }), 'a');
  expect(inner && describeInner(inner)).toBe('0 of 2 inside · b failed');
});

it('says nothing of a node that has no steps inside', () => {
  expect(summariseInner(view({ a: 'running' }), 'a')).toBeUndefined();
});
