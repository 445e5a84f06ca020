import { useNodeRun } from '../../runs/runs-context.ts';
import { CopyAction } from '../../parts/CopyAction.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Section } from './Section.tsx';
import styles from './inspector.module.css';

/** The last lines that the steps of a node have written. */
export function LogPane({ nodeId }: { nodeId: string }) {
  const run = useNodeRun(nodeId);
  const steps = run?.steps.filter(({ log }) => log !== undefined && log !== '') ?? [];
  if (steps.length === 0) {
    return (
      <EmptyState title="No log">
        What a model writes while it works is shown here, as long as it is watched.
      </EmptyState>
    );
  }
  return (
    <div className={styles['stack']}>
      {steps.map(({ id, log = '' }) => (
        <Section key={id} title={id} actions={<CopyAction text={log} label="Copy log" />}>
          <pre className={styles['log']} tabIndex={0}>
            {log}
          </pre>
        </Section>
      ))}
    </div>
  );
}
