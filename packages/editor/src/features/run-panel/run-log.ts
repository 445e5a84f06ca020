import type { Workflow } from '@catena/engine';
import { titleOfCard } from '../../document/cards.ts';
import { formatTime } from '../../parts/format-time.ts';
import type { RunView, StepRun } from '../../runs/node-run.ts';

/** A line of the log of a run. */
export interface LogLine {
  key: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Empty for the run as a whole. */
  nodeId: string;
  /** The step that speaks, as people call it. */
  source: string;
  text: string;
  kind: 'fact' | 'output' | 'failure';
}

type NewLine = Omit<LogLine, 'key'>;

const endWords: Readonly<Partial<Record<StepRun['status'], string>>> = {
  succeeded: 'Done',
  cached: 'Reused from the cache',
  canceled: 'Canceled',
};

function endLine(step: StepRun, base: Pick<NewLine, 'nodeId' | 'source'>): NewLine[] {
  const { endedAt, startedAt, error, status } = step;
  if (endedAt === undefined) return [];
  if (status === 'failed') {
    const hint = error?.hint === undefined ? '' : ` ${error.hint}`;
    return [
      {
        ...base,
        at: endedAt,
        text: `Failed: ${error?.message ?? 'no reason was given.'}${hint}`,
        kind: 'failure',
      },
    ];
  }
  const words = endWords[status];
  if (words === undefined) return [];
  const took = startedAt === undefined ? '' : ` in ${formatTime(endedAt - startedAt)}`;
  return [
    { ...base, at: endedAt, text: `${words}${status === 'succeeded' ? took : ''}`, kind: 'fact' },
  ];
}

function stepLines(step: StepRun, base: Pick<NewLine, 'nodeId' | 'source'>): NewLine[] {
  const lines: NewLine[] = [];
  const { startedAt, log, error, status, dueAt } = step;
  if (startedAt !== undefined)
    lines.push({ ...base, at: startedAt, text: 'Started', kind: 'fact' });
  for (const text of log?.split('\n') ?? []) {
    if (text.trim() !== '') lines.push({ ...base, at: startedAt ?? 0, text, kind: 'output' });
  }
  if (status === 'retrying' && error) {
    const at = step.statusSince ?? dueAt ?? startedAt ?? 0;
    lines.push({
      ...base,
      at,
      text: `Attempt ${step.attempt} failed: ${error.message}`,
      kind: 'failure',
    });
  }
  return [...lines, ...endLine(step, base)];
}

const runEnds: Readonly<Partial<Record<RunView['status'], string>>> = {
  succeeded: 'Run finished',
  failed: 'Run failed',
  canceled: 'Run canceled',
};

/** What happened in a run, in the order in which it did. */
export function runLog(view: RunView, workflow: Workflow): LogLine[] {
  const lines: NewLine[] = [];
  const run = { nodeId: '', source: 'Run' };
  if (view.startedAt !== undefined)
    lines.push({ ...run, at: view.startedAt, text: 'Started', kind: 'fact' });
  for (const node of view.nodes.values()) {
    const title = titleOfCard(workflow, node.nodeId);
    for (const step of node.steps) {
      const index = step.index.map((position) => position + 1).join('.');
      const source = index === '' ? title : `${title} ${index}`;
      lines.push(...stepLines(step, { nodeId: node.nodeId, source }));
    }
  }
  const end = runEnds[view.status];
  if (end !== undefined && view.endedAt !== undefined) {
    const why = view.error ? `: ${view.error.message}` : '';
    lines.push({
      ...run,
      at: view.endedAt,
      text: `${end}${why}`,
      kind: view.status === 'failed' ? 'failure' : 'fact',
    });
  }
  return lines
    .map((line, index) => ({ ...line, key: String(index) }))
    .toSorted((left, right) => left.at - right.at);
}
