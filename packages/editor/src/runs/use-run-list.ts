import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { RunFilter, RunSummary } from '@catena/server/client';
import { useEditor } from '../document/editor-context.ts';
import { useRuns } from './runs-context.ts';

/** The key of all queries of runs. */
export const runQueries = ['runs'] as const;

const activeRefetchMs = 2_000;
const idleRefetchMs = 20_000;
const pageRefetchMs = 5_000;

/** Whether a run goes on. */
export function isRunActive({ status }: Pick<RunSummary, 'status'>): boolean {
  return status === 'queued' || status === 'running' || status === 'waiting';
}

/** Fetches lists of runs again whenever this page has started one, or seen one end. */
function useFreshLists(): void {
  const queries = useQueryClient();
  const changes = useStore(useRuns(), (state) => state.changes);
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: runQueries });
  }, [queries, changes]);
}

/** The newest runs of the server, live. */
export function useNewestRuns(limit: number) {
  const { client } = useEditor();
  useFreshLists();
  return useQuery({
    queryKey: [...runQueries, 'newest', limit],
    queryFn: () => client.runs.list({ limit }),
    refetchInterval: ({ state }) =>
      state.data?.runs.some(isRunActive) ? activeRefetchMs : idleRefetchMs,
  });
}

/** All runs that a filter leaves, page by page. */
export function useRunPages(filter: Pick<RunFilter, 'workflowId' | 'status'>, limit = 50) {
  const { client } = useEditor();
  useFreshLists();
  return useInfiniteQuery({
    queryKey: [...runQueries, 'pages', filter, limit],
    queryFn: ({ pageParam }) =>
      client.runs.list({ ...filter, limit, ...(pageParam !== undefined && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.runs.some(isRunActive)) ? pageRefetchMs : false,
  });
}
