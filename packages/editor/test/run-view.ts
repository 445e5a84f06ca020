import type { NodeRun, NodeRunStatus, RunView, StepRun } from '../src/runs/node-run.ts';

const noSteps: Record<NodeRunStatus, number> = {
  waiting: 0,
  queued: 0,
  booting: 0,
  running: 0,
  retrying: 0,
  person: 0,
  succeeded: 0,
  cached: 0,
  skipped: 0,
  failed: 0,
  canceled: 0,
};

/** A step of a node that has succeeded, but for what is said otherwise. */
export function stepRun(node: string, change: Partial<StepRun> = {}): StepRun {
  const index = change.index ?? [];
  const id = index.length > 0 ? `${node}[${index.join(',')}]` : node;
  return { id, index, status: 'succeeded', attempt: 1, ...change };
}

function nodeRun(nodeId: string, steps: readonly StepRun[]): NodeRun {
  const counts = { ...noSteps };
  for (const { status } of steps) counts[status] += 1;
  const failed = steps.find(({ error }) => error !== undefined);
  return {
    nodeId,
    runId: 'r1',
    status: failed ? 'failed' : (steps.at(-1)?.status ?? 'waiting'),
    steps,
    expanded: true,
    counts,
    ...(failed?.error && { error: failed.error }),
  };
}

/** A run as the editor shows it, with these steps. */
export function runView(steps: readonly StepRun[], change: Partial<RunView> = {}): RunView {
  const ids = new Set(steps.map(({ id }) => id.split('[')[0] ?? id));
  const nodes = [...ids].map((id) => {
    const own = steps.filter((step) => step.id === id || step.id.startsWith(`${id}[`));
    return [id, nodeRun(id, own)] as const;
  });
  return {
    id: 'run-1',
    status: 'succeeded',
    connected: true,
    dry: false,
    nodes: new Map(nodes),
    earlier: new Map(),
    counts: noSteps,
    fraction: 1,
    outputs: {},
    ...change,
  };
}
