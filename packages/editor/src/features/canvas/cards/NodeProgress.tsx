import { memo } from 'react';
import { useNodeRun } from '../../../runs/runs-context.ts';
import styles from './Card.module.css';

const moving: ReadonlySet<string> = new Set(['queued', 'booting', 'running', 'retrying']);

/** How far a running node is, where that is known. */
export const NodeProgress = memo(function NodeProgress({ nodeId }: { nodeId: string }) {
  const run = useNodeRun(nodeId);
  if (!run || run.fraction === undefined || !moving.has(run.status)) return null;
  const percent = Math.round(run.fraction * 100);
  return (
    <div
      className={styles['progress']}
      role="progressbar"
      aria-label="Progress"
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
});
