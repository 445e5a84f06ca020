import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { WorkflowNode } from '@catena/engine';
import { useAnalysis, useEditor, useTab } from '../../document/editor-context.ts';
import { useNodeRun, useRunView, useStaleReason } from '../../runs/runs-context.ts';
import { isFannedOut } from '../../parts/collect-results.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StepDetail } from './StepDetail.tsx';
import { StepPicker } from './StepPicker.tsx';
import styles from './inspector.module.css';

interface PaneProps {
  nodeId: string;
  node: WorkflowNode;
}

function RunHere({ nodeId, label, fresh }: { nodeId: string; label: string; fresh?: boolean }) {
  const { runs } = useEditor();
  const tab = useTab();
  if (tab.readOnly) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconPlayerPlay size={13} />}
      onClick={() => void runs.start(tab, { targets: [nodeId], ...(fresh && { fresh }) })}
    >
      {label}
    </Button>
  );
}

function Notices({ nodeId }: { nodeId: string }) {
  const stale = useStaleReason(nodeId);
  const isDry = useRunView(({ dry }) => dry);
  return (
    <>
      {isDry && (
        <p className={styles['alert']} data-kind="warning">
          Samples: this was a trial run, no model was called.
        </p>
      )}
      {stale !== undefined && (
        <div className={styles['alert']} data-kind="warning">
          <span>Out of date: {stale}</span>
          <div className={styles['row']}>
            <RunHere nodeId={nodeId} label="Run to here" />
          </div>
        </div>
      )}
    </>
  );
}

/** What a node gave in the run that is shown, step by step. */
export function ResultPane({ nodeId, node }: PaneProps) {
  const run = useNodeRun(nodeId);
  const outputs = useAnalysis(({ ports }) => ports.get(nodeId)?.outputs) ?? [];
  const [picked, setPicked] = useState(0);
  if (!run || run.steps.length === 0) {
    return (
      <EmptyState title="No result yet" actions={<RunHere nodeId={nodeId} label="Run to here" />}>
        What this node gives is shown here once it has run.
      </EmptyState>
    );
  }
  const index = Math.min(picked, run.steps.length - 1);
  const step = run.steps[index];
  return (
    <div className={styles['stack']}>
      <Notices nodeId={nodeId} />
      {isFannedOut(run) && (
        <StepPicker run={run} port={outputs[0]?.name ?? ''} selected={index} onSelect={setPicked} />
      )}
      {step && (
        <StepDetail
          key={step.id}
          nodeId={nodeId}
          provider={node.provider}
          step={step}
          index={index}
          outputs={outputs}
        />
      )}
      <div className={styles['row']}>
        <RunHere nodeId={nodeId} label="Run again, without the cache" fresh />
      </div>
    </div>
  );
}
