import { Badge, Button } from '@mantine/core';
import { RunRowActions } from '../../parts/runs/RunRowActions.tsx';
import { describeSteps, describeTime, endedSteps } from '../../parts/runs/describe-run.ts';
import { RunThumbnail } from '../../parts/runs/RunThumbnail.tsx';
import { runStatusLooks } from '../../parts/runs/run-status.ts';
import { useRunActions, type RunActions } from '../../parts/runs/use-run-actions.tsx';
import { StatusMark } from '../../parts/StatusMark.tsx';
import { useNow } from '../../parts/use-now.ts';
import { memo } from 'react';
import type { RunSummary } from '@catena/server/client';
import { useRunView } from '../../runs/runs-context.ts';
import { isRunActive, useNewestRuns } from '../../runs/use-run-list.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import styles from './drawer.module.css';

const shownRuns = 50;

/** How often the words of a run that has ended are written anew, in milliseconds. */
const calmMs = 30_000;

interface QueueRowProps {
  run: RunSummary;
  isShown: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  actions: RunActions;
}

const QueueRow = memo(function QueueRow({ run, isShown, actions, now }: QueueRowProps) {
  const active = isRunActive(run);
  const { total } = run.steps;
  return (
    <li className={styles['row']} data-shown={isShown || undefined}>
      <RunThumbnail run={run} size={36} />
      <div className={styles['text']}>
        <span className={styles['name']}>
          {run.workflowName}
          {run.dry && (
            <Badge size="xs" variant="default">
              Dry
            </Badge>
          )}
          {run.targets && (
            <Badge size="xs" variant="default">
              To {run.targets.join(', ')}
            </Badge>
          )}
        </span>
        <span className={styles['facts']}>
          {run.error ? run.error.message : `${describeSteps(run)} · ${describeTime(run, now)}`}
        </span>
        {active && total > 0 && (
          <progress
            className={styles['progress']}
            max={total}
            value={endedSteps(run)}
            aria-label={`Steps of ${run.workflowName} that have ended`}
          />
        )}
      </div>
      <StatusMark status={runStatusLooks[run.status]} />
      <RunRowActions run={run} actions={actions} />
    </li>
  );
});

/** The runs of this server, those under way first. */
export function QueueTab() {
  const { data, error, isPending, refetch } = useNewestRuns(shownRuns);
  const actions = useRunActions();
  const now = useNow(true);
  const calmNow = Math.floor(now / calmMs) * calmMs;
  const shownId = useRunView(({ id }) => id);
  if (isPending) return <LoadingState what="Loading runs" rows={4} />;
  if (error) {
    return (
      <ErrorState title="The runs could not be loaded." onRetry={() => void refetch()}>
        {error.message}
      </ErrorState>
    );
  }
  const active = data.runs.filter(isRunActive).toReversed();
  const ended = data.runs.filter((run) => !isRunActive(run));
  if (data.runs.length === 0) {
    return <EmptyState title="Nothing has run yet">What you run is listed here.</EmptyState>;
  }
  const groups = [
    { title: 'Queued and under way', runs: active, words: 'Cancel all', act: actions.cancelAll },
    { title: 'Ended', runs: ended, words: 'Delete these', act: actions.removeAll },
  ].filter(({ runs }) => runs.length > 0);
  return (
    <div className={styles['scroll']}>
      {groups.map(({ title, runs, words, act }) => (
        <section key={title} aria-label={title}>
          <div className={styles['groupHead']}>
            <h3 className={styles['group']}>{title}</h3>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => act(runs)}>
              {words}
            </Button>
          </div>
          <ul className={styles['list']}>
            {runs.map((run) => (
              <QueueRow
                key={run.id}
                run={run}
                isShown={run.id === shownId}
                now={isRunActive(run) ? now : calmNow}
                actions={actions}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
