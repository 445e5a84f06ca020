import type { RunSummary } from '@catena/server/client';

/** The runs whose workflow, id, failure or status has all words of a search. */
export function filterRuns(runs: readonly RunSummary[], search: string): RunSummary[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...runs];
  return runs.filter(({ workflowName, id, status, error }) => {
    const text = `${workflowName} ${id} ${status} ${error?.message ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
