import { Badge } from '@mantine/core';
import { memo } from 'react';
import type { RunSummary } from '@catena/server/client';
import { formatTime } from '../../parts/format-time.ts';
import { describeSteps, formatAgo, runDuration } from '../../parts/runs/describe-run.ts';
import { RunRowActions } from '../../parts/runs/RunRowActions.tsx';
import { RunThumbnail } from '../../parts/runs/RunThumbnail.tsx';
import { runStatusLooks } from '../../parts/runs/run-status.ts';
import type { RunActions } from '../../parts/runs/use-run-actions.tsx';
import { StatusMark } from '../../parts/StatusMark.tsx';
import styles from './runs-screen.module.css';

interface RunRowProps {
  run: RunSummary;
  actions: RunActions;
  /** Milliseconds since the epoch. */
  now: number;
}

/** One run in the list of all. */
export const RunRow = memo(function RunRow({ run, actions, now }: RunRowProps) {
  const duration = runDuration(run, now);
  const createdAt = new Date(run.createdAt);
  return (
    <>
      <RunThumbnail run={run} size={52} />
      <div className={styles['text']}>
        <button type="button" className={styles['name']} onClick={() => actions.open(run)}>
          {run.workflowName}
        </button>
        <span className={styles['facts']} data-failed={run.error ? true : undefined}>
          {run.error?.message ?? describeSteps(run)}
        </span>
      </div>
      <span className={styles['tags']}>
        {run.dry && (
          <Badge size="sm" variant="default">
            Dry
          </Badge>
        )}
        {run.targets && (
          <Badge size="sm" variant="default" maw={160}>
            To {run.targets.join(', ')}
          </Badge>
        )}
      </span>
      <span className={styles['status']}>
        <StatusMark status={runStatusLooks[run.status]} />
      </span>
      <span className={styles['number']}>
        {duration === undefined ? '–' : formatTime(duration)}
      </span>
      <time
        className={styles['number']}
        dateTime={run.createdAt}
        title={createdAt.toLocaleString()}
      >
        {formatAgo(createdAt.getTime(), now)}
      </time>
      <RunRowActions run={run} actions={actions} />
    </>
  );
});
