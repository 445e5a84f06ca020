import type { CacheMiss, ErrorRecord, RunStatus, StepTimes, Workflow } from '@catena/engine';

/** How a node of a run stands, as people see it. */
export type NodeRunStatus =
  | 'waiting'
  | 'queued'
  | 'booting'
  | 'running'
  | 'retrying'
  | 'person'
  | 'succeeded'
  | 'cached'
  | 'skipped'
  | 'failed'
  | 'canceled';

/** One step of a node. */
export interface StepRun {
  /** `node` or `node[2,0]`. */
  id: string;
  index: readonly number[];
  status: NodeRunStatus;
  attempt: number;
  error?: ErrorRecord;
  /** Why it was skipped, in words. */
  skippedBecause?: string;
  /** By port; files as artifacts. */
  output?: Readonly<Record<string, unknown>>;
  cachedFrom?: { runId: string; step: string };
  miss?: CacheMiss;
  predictionId?: string;
  /** The exact body of its last call of a model. */
  input?: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch, as all times here: when all that it needs was there. */
  queuedAt?: number;
  startedAt?: number;
  endedAt?: number;
  /** When the next attempt is due. */
  dueAt?: number;
  /** When it came into its status. */
  statusSince?: number;
  times?: StepTimes;
  progress?: { phase?: string; fraction?: number };
  /** Text of a streamed output so far. */
  text?: string;
  /** The last lines of its log. */
  log?: string;
  draws?: Readonly<Record<string, number>>;
}

/** A node of a run: its steps, and what they come to. Replaced by a new object when anything changes. */
export interface NodeRun {
  nodeId: string;
  runId: string;
  status: NodeRunStatus;
  steps: readonly StepRun[];
  /** Whether all its steps are known. */
  expanded: boolean;
  counts: Readonly<Record<NodeRunStatus, number>>;
  /** From 0 to 1, over all steps, where it is known. */
  fraction?: number;
  phase?: string;
  /** Why and until when its queued steps are held back, e.g. by the rate of the provider. */
  pause?: { untilMs: number; reason: string };
  /** The first failure. */
  error?: ErrorRecord;
  /** When the first of its steps began, and the last ended. */
  startedAt?: number;
  endedAt?: number;
}

/** A run as the editor shows it. Nodes that have not changed stay the same objects. */
export interface RunView {
  id: string;
  status: RunStatus;
  /** Whether what is shown is live; false while a connection is looked for. */
  connected: boolean;
  /** Made of samples; no model was called. */
  dry: boolean;
  targets?: readonly string[];
  createdAt?: number;
  startedAt?: number;
  endedAt?: number;
  nodes: ReadonlyMap<string, NodeRun>;
  /** Of nodes that are not part of this run: what is known of them from runs shown before. */
  earlier: ReadonlyMap<string, NodeRun>;
  /** The workflow as it was run, once that is known. */
  workflow?: Workflow;
  /** Values of the workflow's inputs, defaults included. */
  inputs?: Readonly<Record<string, unknown>>;
  /** Steps of all nodes, as far as they are known. */
  counts: Readonly<Record<NodeRunStatus, number>>;
  /** From 0 to 1, over all nodes. */
  fraction: number;
  outputs: Readonly<Record<string, unknown>>;
  /** Nodes whose results were taken from a run before they were edited. */
  outdated?: readonly string[];
  /** Why starting it, or the run as a whole, failed. */
  error?: { message: string; hint?: string; code?: string };
}

/** What a tab shows of a node: from its run, else from the runs that it showed before. */
export function nodeRunOf(view: RunView, nodeId: string): NodeRun | undefined {
  return view.nodes.get(nodeId) ?? view.earlier.get(nodeId);
}
