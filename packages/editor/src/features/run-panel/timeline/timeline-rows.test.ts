import { RunCore } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { recordRun } from '../../../../test/run-harness.ts';
import { RunFold } from '../../../runs/run-fold.ts';
import { axisMarks, timelineRows, timeRange } from './timeline-rows.ts';

const workflow = {
  catena: 1 as const,
  inputs: { words: { type: 'text[]' } },
  nodes: {
    all: { type: 'join', title: 'All', input: { texts: { $from: 'echo.output' } } },
    echo: {
      type: 'predict',
      provider: 'fake',
      model: 'test/echo',
      input: { text: { $from: 'inputs.words' } },
    },
  },
};

async function record() {
  const { messages } = await recordRun(workflow, { inputs: { words: ['a', 'b'] } });
  const fold = new RunFold({ id: 'run' }, RunCore);
  for (const message of messages) fold.apply(message, 0);
  return fold.view();
}

describe('the timeline', () => {
  it('lists nodes in the order in which they began, and the steps of open ones', async () => {
    const view = await record();
    const titles = (open: string[]) =>
      timelineRows(view, workflow, new Set(open)).map(({ title }) => title);
    expect(titles([])).toEqual(['echo', 'All']);
    expect(titles(['echo', 'all'])).toEqual(['echo', 'echo 1', 'echo 2', 'All']);
  });

  it('reaches from the start to the end, or to now', async () => {
    const view = await record();
    expect(timeRange(view, 0)).toEqual({ from: view.startedAt, to: view.endedAt });
    const { endedAt: _endedAt, ...live } = view;
    const now = (view.startedAt ?? 0) + 60_000;
    expect(timeRange(live, now).to).toBe(now);
  });

  it('marks round times', () => {
    expect(axisMarks(1_000, 500)).toEqual([0, 200, 400, 600, 800, 1_000]);
    expect(axisMarks(90_000, 300)).toEqual([0, 30_000, 60_000, 90_000]);
  });
});
