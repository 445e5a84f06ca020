import { Button } from '@mantine/core';
import { IconCopy, IconRefresh } from '@tabler/icons-react';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { useRunView } from '../../runs/runs-context.ts';
import type { StepRun } from '../../runs/node-run.ts';
import { writeStepReport } from './step-report.ts';
import styles from './inspector.module.css';

/** Why a step failed, in the words of who ran it, and what can be done. */
export function StepError({ nodeId, step }: { nodeId: string; step: StepRun }) {
  const { runs, clipboard, notifier } = useEditor();
  const tab = useTab();
  const node = useDocument(({ workflow }) => workflow.nodes[nodeId]);
  const runId = useRunView(({ id }) => id);
  const { error } = step;
  if (!error) return null;
  async function copyReport() {
    const report = writeStepReport(step, {
      nodeId,
      type: node?.type ?? '',
      model: node?.model,
      runId,
    });
    try {
      await clipboard.writeText(report);
      notifier.say({ text: 'Report copied.', kind: 'good' });
    } catch {
      notifier.say({ text: 'The browser did not allow copying.', kind: 'warning' });
    }
  }
  return (
    <div className={styles['alert']} role="alert">
      <strong>{error.message}</strong>
      {error.hint !== undefined && <span>{error.hint}</span>}
      {error.cause && <span>{error.cause.message}</span>}
      <span className={styles['mono']}>{error.code}</span>
      <div className={styles['row']}>
        {!tab.readOnly && (
          <Button
            size="compact-xs"
            leftSection={<IconRefresh size={13} />}
            onClick={() => void runs.start(tab, { targets: [nodeId] })}
          >
            Retry
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconCopy size={13} />}
          onClick={() => void copyReport()}
        >
          Copy report
        </Button>
      </div>
    </div>
  );
}
