import type { CacheMiss } from './cache-key.ts';
import type { RunGraph } from './run-graph.ts';

/** What a run would do. */
export interface RunPlan {
  graph: RunGraph;
  nodes: NodePlan[];
  /** Steps that are known now. */
  steps: number;
  /** Whether that is all of them; false where a length is known only when the run is under way. */
  exact: boolean;
  /** Milliseconds of work to be done, from earlier runs where there are any; as if nothing ran side by side. */
  workMs: number;
  /** Calls by provider and model that are known now; those from the cache are not counted. */
  calls: { provider: string; model: string; version?: string; calls: number; exact: boolean }[];
}

/** What one node would do. */
export interface NodePlan {
  id: string;
  type: string;
  title?: string;
  model?: string;
  /** Fan-out in words: `×3`, `×3×4`, `×?` where a length is not known yet. */
  fanOut: string;
  steps: number;
  exact: boolean;
  /** Steps that would be answered from the cache, with the run that made the result. */
  cached: { step: string; runId: string }[];
  /** Steps whose result would be taken from the run that this one starts from. */
  given: { step: string; runId: string }[];
  /** Steps that would be computed, and why. */
  misses: { step: string; miss: CacheMiss }[];
  /** Steps whose input is not known before others have run. */
  unknown: number;
  /** Runs a workflow: its work is that of the nodes whose ids begin with its own and a slash. */
  isWorkflow?: boolean;
}
