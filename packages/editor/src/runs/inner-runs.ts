import type { NodeRunStatus, RunView } from './node-run.ts';

/** What the steps of the workflow that a node runs come to. */
export interface InnerRuns {
  done: number;
  total: number;
  /** Titles or ids of nodes inside that are under way, and that failed. */
  active: readonly string[];
  failed: readonly string[];
}

const doneStatuses: ReadonlySet<NodeRunStatus> = new Set(['succeeded', 'cached', 'skipped']);
const activeStatuses: ReadonlySet<NodeRunStatus> = new Set(['running', 'booting', 'retrying']);

/** Sums up the nodes inside of a workflow node; undefined where the run has none of them. */
export function summariseInner(view: RunView, nodeId: string): InnerRuns | undefined {
  const prefix = `${nodeId}/`;
  let [done, total] = [0, 0];
  const active: string[] = [];
  const failed: string[] = [];
  for (const [id, run] of view.nodes) {
    if (!id.startsWith(prefix)) continue;
    const name = id.slice(prefix.length);
    // The way in has no name of its own: it only hands on what the node is given.
    if (name === '') continue;
    total += 1;
    if (doneStatuses.has(run.status)) done += 1;
    else if (activeStatuses.has(run.status)) active.push(name);
    else if (run.status === 'failed') failed.push(name);
  }
  return total === 0 ? undefined : { done, total, active, failed };
}

/** The same in a line of text. */
export function describeInner({ done, total, active, failed }: InnerRuns): string {
  const counted = `${done} of ${total} inside`;
  if (failed.length > 0) return `${counted} · ${failed[0]} failed`;
  if (active.length > 0) {
    const others = active.length > 1 ? ` and ${active.length - 1} more` : '';
    return `${counted} · ${active[0]}${others}`;
  }
  return counted;
}
