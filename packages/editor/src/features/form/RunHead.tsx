import { Badge, Button, Progress } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useDocument, useEditor, useTab } from '../../document/editor-context.ts';
import { formatTime } from '../../parts/format-time.ts';
import { formatAgo } from '../../parts/runs/describe-run.ts';
import { runStatusLooks } from '../../parts/runs/run-status.ts';
import { StatusMark } from '../../parts/StatusMark.tsx';
import { useNow } from '../../parts/use-now.ts';
import type { RunView } from '../../runs/node-run.ts';
import { useRunView } from '../../runs/runs-context.ts';
import { countAll, countEnded } from '../../runs/step-counts.ts';
import { differs, inputsToTake } from './form-entries.ts';
import styles from './form.module.css';

function isGoingOn({ status, error }: RunView): boolean {
  return !error && (status === 'queued' || status === 'running' || status === 'waiting');
}

function factsOf(view: RunView, now: number): string {
  const { startedAt, endedAt, createdAt, counts } = view;
  if (isGoingOn(view)) {
    const total = countAll(counts);
    const passed = startedAt === undefined ? undefined : formatTime(Math.max(0, now - startedAt));
    const steps = total === 0 ? undefined : `${countEnded(counts)} of ${total} steps`;
    return [steps, passed].filter((part) => part !== undefined).join(', ');
  }
  const took =
    startedAt === undefined || endedAt === undefined
      ? undefined
      : `in ${formatTime(endedAt - startedAt)}`;
  const ago = createdAt === undefined ? undefined : formatAgo(createdAt, now);
  return [took, ago].filter((part) => part !== undefined).join(', ');
}

function firstError({ error, nodes }: RunView): { message: string; hint?: string } | undefined {
  if (error) return error;
  for (const node of nodes.values()) if (node.error) return node.error;
  return undefined;
}

function TakeInputs() {
  const { runInputs } = useTab();
  const entered = useStore(runInputs);
  const workflow = useDocument((state) => state.workflow);
  const ran = useRunView((view) => view.inputs);
  if (!ran || !differs(workflow, entered, ran)) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconArrowBackUp size={14} aria-hidden />}
      onClick={() => runInputs.replace(inputsToTake(workflow, ran))}
    >
      Use its inputs
    </Button>
  );
}

function Failure({ view: run }: { view: RunView }) {
  const { view } = useEditor();
  const error = firstError(run);
  if (run.status !== 'failed' && !run.error) return null;
  return (
    <div className={styles['failure']} role="alert">
      <span>
        {error?.message ?? 'The run failed.'} {error?.hint}
      </span>
      <button
        type="button"
        className={styles['link']}
        onClick={() => view.setState({ screen: 'canvas' })}
      >
        Show it on the canvas
      </button>
    </div>
  );
}

/** How the run that is shown stands: its state, how far it is, why it failed. */
export function RunHead() {
  const { readOnly } = useTab();
  const view = useRunView((current) => current);
  const now = useNow(view !== undefined && isGoingOn(view));
  if (!view) return null;
  const isActive = isGoingOn(view);
  return (
    <div className={styles['runHead']}>
      <div className={styles['runFacts']} role="status">
        <StatusMark status={view.error ? 'failed' : runStatusLooks[view.status]} size={16} />
        <span className={styles['facts']}>{factsOf(view, now)}</span>
        {view.dry && (
          <Badge size="sm" variant="default">
            Dry run, samples
          </Badge>
        )}
        {!readOnly && !isActive && <TakeInputs />}
      </div>
      {isActive && (
        <Progress
          aria-label="Progress of the run"
          size="sm"
          value={view.fraction * 100}
          animated={false}
          striped={false}
        />
      )}
      <Failure view={view} />
    </div>
  );
}
