import { Button, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RunSummary } from '@catena/server/client';
import { useEditor } from '../../document/editor-context.ts';
import { useRunActions } from '../../parts/runs/use-run-actions.tsx';
import { useNow } from '../../parts/use-now.ts';
import { isRunActive, useRunPages } from '../../runs/use-run-list.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LoadingState } from '../../ui/LoadingState.tsx';
import { filterRuns } from './filter-runs.ts';
import { RunRow } from './RunRow.tsx';
import { RunsFilters, type RunsFilter } from './RunsFilters.tsx';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import styles from './runs-screen.module.css';

const rowHeightPx = 68;
/** How often the words of a run that has ended are written anew, in milliseconds. */
const calmMs = 30_000;
const noFilter: RunsFilter = { search: '', workflowId: undefined, status: undefined };

function NoRuns({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { view } = useEditor();
  if (isFiltered) {
    return (
      <EmptyState
        title="No run is like this"
        actions={
          <Button variant="default" size="xs" onClick={onClear}>
            Show all runs
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<IconHistory size={28} stroke={1.5} aria-hidden />}
      title="Nothing has run yet"
      actions={
        <Button size="xs" onClick={() => view.setState({ screen: 'workflows' })}>
          Open a workflow
        </Button>
      }
    >
      Every run is kept here with what it made, also when it was started from elsewhere.
    </EmptyState>
  );
}

interface RunListProps {
  runs: readonly RunSummary[];
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
}

function RunList({ runs, hasMore, isLoadingMore, onMore }: RunListProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const actions = useRunActions();
  const virtual = useVirtualRows({ count: runs.length, scroll, rowHeightPx: rowHeightPx });
  const now = useNow(true);
  const calmNow = Math.floor(now / calmMs) * calmMs;
  const last = virtual.rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= runs.length - 5) onMore();
  }, [hasMore, isLoadingMore, last, onMore, runs.length]);
  return (
    <div
      ref={scroll}
      className={styles['scroll']}
      tabIndex={0}
      role="region"
      aria-label="List of runs"
    >
      <ul className={styles['list']} style={{ height: virtual.heightPx }}>
        {virtual.rows.map(({ index, topPx }) => {
          const run = runs[index];
          return run ? (
            <li
              key={run.id}
              className={styles['row']}
              aria-setsize={hasMore ? -1 : runs.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${topPx}px)` }}
            >
              <RunRow run={run} actions={actions} now={isRunActive(run) ? now : calmNow} />
            </li>
          ) : null;
        })}
      </ul>
      {isLoadingMore && <LoadingState what="Loading more runs" rows={2} />}
    </div>
  );
}

/** All runs of this server. */
export function RunsScreen() {
  const [filter, setFilter] = useState(noFilter);
  const [search] = useDebouncedValue(filter.search, 150);
  const { workflowId, status } = filter;
  const pages = useRunPages({
    ...(workflowId !== undefined && { workflowId }),
    ...(status !== undefined && { status }),
  });
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = pages;
  const runs = useMemo(
    () => filterRuns(data?.pages.flatMap((page) => page.runs) ?? [], search),
    [data, search],
  );
  const isFiltered = search !== '' || workflowId !== undefined || status !== undefined;
  const isSearchingOn = runs.length === 0 && hasNextPage;
  useEffect(() => {
    if (isSearchingOn && !isFetchingNextPage) void fetchNextPage();
  }, [isSearchingOn, isFetchingNextPage, fetchNextPage]);
  return (
    <section className={styles['screen']} aria-labelledby="runs-title">
      <header className={styles['header']}>
        <h1 id="runs-title" className={styles['title']}>
          Runs
        </h1>
        <Text size="sm" c="dimmed" aria-live="polite">
          {data && `${runs.length}${hasNextPage ? '+' : ''} ${runs.length === 1 ? 'run' : 'runs'}`}
        </Text>
      </header>
      <RunsFilters
        filter={filter}
        onChange={(change) => setFilter((before) => ({ ...before, ...change }))}
      />
      {isPending || isSearchingOn ? (
        <LoadingState what="Loading runs" rows={6} />
      ) : error && !data ? (
        <ErrorState title="The runs could not be loaded." onRetry={() => void refetch()}>
          {error.message}
        </ErrorState>
      ) : runs.length === 0 ? (
        <NoRuns isFiltered={isFiltered} onClear={() => setFilter(noFilter)} />
      ) : (
        <RunList
          runs={runs}
          hasMore={hasNextPage}
          isLoadingMore={isFetchingNextPage}
          onMore={fetchNextPage}
        />
      )}
    </section>
  );
}
