import type { RunSummary } from '@catena/server/client';
import { useTab } from '../../document/editor-context.ts';
import { formatAgo } from '../../parts/runs/describe-run.ts';
import { runStatusLooks } from '../../parts/runs/run-status.ts';
import { RunThumbnail } from '../../parts/runs/RunThumbnail.tsx';
import { StatusMark } from '../../parts/StatusMark.tsx';
import { statusAppearances } from '../../parts/status-appearance.ts';
import { useNow } from '../../parts/use-now.ts';
import { useRuns, useRunView } from '../../runs/runs-context.ts';
import { useRunPages } from '../../runs/use-run-list.ts';
import styles from './form.module.css';

const shownAtOnce = 12;

interface EarlierRunProps {
  run: RunSummary;
  isShown: boolean;
  now: number;
}

function EarlierRun({ run, isShown, now }: EarlierRunProps) {
  const runs = useRuns();
  const tab = useTab();
  const look = runStatusLooks[run.status];
  const ago = formatAgo(Date.parse(run.createdAt), now);
  return (
    <li>
      <button
        type="button"
        className={styles['earlier']}
        aria-current={isShown || undefined}
        aria-label={`Run of ${ago}, ${statusAppearances[look].label}`}
        onClick={() => void runs.show(tab, run.id, { dry: run.dry, targets: run.targets })}
      >
        <RunThumbnail run={run} size={64} />
        <span className={styles['earlierWords']}>
          <StatusMark status={look} compact size={12} /> {ago}
        </span>
      </button>
    </li>
  );
}

/** The runs of this workflow so far, to look back at. */
export function EarlierRuns({ workflowId }: { workflowId: string }) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useRunPages(
    { workflowId },
    shownAtOnce,
  );
  const shown = useRunView(({ id }) => id);
  const now = useNow(true);
  const runs = data?.pages.flatMap((page) => page.runs) ?? [];
  if (runs.length === 0) return null;
  return (
    <section className={styles['history']} aria-labelledby="form-history">
      <h3 id="form-history" className={styles['historyTitle']}>
        Runs of this workflow
      </h3>
      <ul className={styles['strip']}>
        {runs.map((run) => (
          <EarlierRun key={run.id} run={run} isShown={run.id === shown} now={now} />
        ))}
        {hasNextPage && (
          <li>
            <button
              type="button"
              className={styles['more']}
              disabled={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              Older
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
