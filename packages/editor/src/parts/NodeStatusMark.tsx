import { useNodeRun, useRunView } from '../runs/runs-context.ts';
import { StatusMark } from './StatusMark.tsx';
import { statusAppearances } from './status-appearance.ts';
import { nodeWords } from './status-words.ts';
import { useNow } from './use-now.ts';

export interface NodeStatusMarkProps {
  nodeId: string;
  /** Who runs its model. */
  provider?: string | undefined;
  compact?: boolean;
}

/** How a node stands in the run that is shown, with words that go on with the time; nothing without a run. */
export function NodeStatusMark({ nodeId, provider, compact = false }: NodeStatusMarkProps) {
  const run = useNodeRun(nodeId);
  const runId = useRunView((view) => view.id);
  const now = useNow(run !== undefined && statusAppearances[run.status].live);
  if (!run) return null;
  return (
    <StatusMark
      status={run.status}
      words={nodeWords(run, { now, provider, runId })}
      compact={compact}
    />
  );
}
