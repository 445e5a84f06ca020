import { memo } from 'react';
import { describeInner, summariseInner } from '../../../runs/inner-runs.ts';
import { useRunView } from '../../../runs/runs-context.ts';
import styles from './Card.module.css';

/** How far the workflow that a node runs has come. */
export const InnerSteps = memo(function InnerSteps({ nodeId }: { nodeId: string }) {
  const words = useRunView((view) => {
    const inner = summariseInner(view, nodeId);
    return inner && describeInner(inner);
  });
  return words === undefined ? null : <div className={styles['inner']}>{words}</div>;
});
