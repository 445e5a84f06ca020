import { memo } from 'react';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { Issue } from '@catena/engine';
import { useDocument, useTab } from '../../../document/editor-context.ts';
import { ModelOffers, useModelTrouble } from '../../../parts/models/ModelOffers.tsx';
import { useNodeRun, useStaleReason } from '../../../runs/runs-context.ts';
import styles from './Card.module.css';

interface ProblemProps {
  kind: 'error' | 'warning';
  text: string;
  hint?: string | undefined;
}

function Problem({ kind, text, hint }: ProblemProps) {
  return (
    <div className={styles['problem']} data-kind={kind}>
      <IconAlertTriangle size={14} aria-hidden />
      <div>
        <div className={styles['problemText']}>{text}</div>
        {hint !== undefined && <div className={styles['hint']}>{hint}</div>}
      </div>
    </div>
  );
}

/** Ways on where the model of a node is not there. */
function CardOffers({ nodeId }: { nodeId: string }) {
  const { readOnly } = useTab();
  const node = useDocument(({ workflow }) => workflow.nodes[nodeId]);
  const trouble = useModelTrouble(node);
  if (!node || !trouble || readOnly) return null;
  return <ModelOffers nodeId={nodeId} node={node} trouble={trouble} />;
}

/** What is wrong with a node, and what to do: in the document, and in the run that is shown. */
export const CardProblems = memo(function CardProblems(props: {
  nodeId: string;
  issues: readonly Issue[];
  /** Inputs that tell of their problems themselves. */
  shown: ReadonlySet<string>;
}) {
  const { nodeId, issues, shown } = props;
  const error = useNodeRun(nodeId)?.error;
  const stale = useStaleReason(nodeId);
  const told = issues.filter(
    ({ severity, port }) => severity === 'error' && !(port && shown.has(port)),
  );
  if (told.length === 0 && !error && stale === undefined) return null;
  return (
    <div className={styles['problems']}>
      {told.map((issue) => (
        <Problem
          key={`${issue.code} ${issue.port ?? ''}`}
          kind="error"
          text={issue.message}
          hint={issue.hint}
        />
      ))}
      {told.some(({ code }) => code === 'unknown-model') && <CardOffers nodeId={nodeId} />}
      {error && <Problem kind="error" text={error.message} hint={error.hint} />}
      {stale !== undefined && (
        <div className={styles['stale']}>
          <IconInfoCircle size={14} aria-hidden />
          <span>Out of date: {stale}</span>
        </div>
      )}
    </div>
  );
});
