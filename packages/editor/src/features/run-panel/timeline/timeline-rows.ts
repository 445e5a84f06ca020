import type { Workflow } from '@catena/engine';
import { titleOfCard } from '../../../document/cards.ts';
import type { NodeRun, RunView, StepRun } from '../../../runs/node-run.ts';

/** A line of the timeline: a node, or one of its steps below it. */
export type TimelineRow =
  | { kind: 'node'; key: string; run: NodeRun; title: string; isOpen: boolean; canOpen: boolean }
  | { kind: 'step'; key: string; run: NodeRun; title: string; index: string; step: StepRun };

function beganAt(run: NodeRun): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (const step of run.steps) {
    earliest = Math.min(earliest, step.queuedAt ?? step.startedAt ?? Number.POSITIVE_INFINITY);
  }
  return earliest;
}

/** `3` for the third item, `3.1` for the first in the third; empty for a node of one step. */
function stepIndex(step: StepRun): string {
  return step.index.map((position) => position + 1).join('.');
}

/** The lines of the timeline: nodes in the order in which they began, open ones with their steps. */
export function timelineRows(
  view: Pick<RunView, 'nodes'>,
  workflow: Workflow,
  open: ReadonlySet<string>,
): TimelineRow[] {
  const runs = [...view.nodes.values()]
    .map((run) => ({ run, at: beganAt(run) }))
    .toSorted((left, right) => (left.at === right.at ? 0 : left.at - right.at));
  return runs.flatMap(({ run }): TimelineRow[] => {
    const { nodeId } = run;
    const title = titleOfCard(workflow, nodeId);
    const canOpen = run.steps.length > 1;
    const isOpen = canOpen && open.has(nodeId);
    const row: TimelineRow = { kind: 'node', key: nodeId, run, title, isOpen, canOpen };
    if (!isOpen) return [row];
    const steps = run.steps.map((step): TimelineRow => {
      const index = stepIndex(step);
      return { kind: 'step', key: step.id, run, step, index, title: `${title} ${index}` };
    });
    return [row, ...steps];
  });
}

/** The stretch of time that a timeline shows, in milliseconds since the epoch. */
export interface TimeRange {
  from: number;
  to: number;
}

/** From the start of the run to its end, or to now while it goes on. */
export function timeRange(view: RunView, now: number): TimeRange {
  const from = view.startedAt ?? view.createdAt ?? now;
  let to = view.endedAt ?? from;
  if (view.endedAt === undefined) {
    to = Math.max(to, now);
    for (const run of view.nodes.values()) to = Math.max(to, run.endedAt ?? 0);
  }
  return { from, to: Math.max(to, from + 1) };
}

const stepsMs = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 3e4, 6e4, 3e5, 6e5, 36e5];

/** Milliseconds after the start at which the axis has marks, about one for each 90 pixels. */
export function axisMarks(totalMs: number, widthPx: number): number[] {
  const most = Math.max(2, Math.floor(widthPx / 90));
  const stepMs = stepsMs.find((size) => totalMs / size <= most) ?? totalMs / most;
  const count = Math.floor(totalMs / stepMs);
  return Array.from({ length: count + 1 }, (_, index) => index * stepMs);
}
