import type { ErrorRecord } from '../errors/error-record.ts';
import type { PlannedNode } from '../planning/run-graph.ts';
import type { FileAddressBook } from '../prediction/provider.ts';
import type { StepState } from './step-table.ts';

/**
 * How a branch ended. `hole`: there is nothing here, and that is accepted. `error`: there is nothing
 * here because of a failure that is not accepted.
 */
export type Outcome = 'pending' | 'ok' | 'hole' | 'error';

/** Why a step was skipped. */
export interface SkipReason {
  kind: 'not-taken' | 'upstream-failed' | 'muted';
  /** The step or node where it began. */
  origin: string;
}

/** A node with its tree of steps. */
export interface NodeState {
  /** Position in the graph. */
  index: number;
  plan: PlannedNode;
  root: Branch;
  /** In order of creation. */
  steps: Step[];
  /** Branches whose number of items is not known yet. */
  unexpanded: number;
}

/**
 * A point in the tree of a node's steps: one level for each axis, a leaf is a {@link Step}. A branch
 * ends when everything below it has ended.
 */
export class Branch {
  readonly node: NodeState;
  readonly parent: Branch | undefined;
  /** Position on the axis of the level above. */
  readonly position: number;
  readonly level: number;
  children: Branch[] | undefined;
  remaining = 0;
  outcome: Outcome = 'pending';
  reason: SkipReason | undefined;
  /** A failure below that is not accepted. */
  errorBelow: SkipReason | undefined;
  waiters: Branch[] | undefined;
  /** The branch that it waits for before its number of items is known. */
  awaited: Branch | undefined;

  constructor(node: NodeState, parent: Branch | undefined, position: number) {
    this.node = node;
    this.parent = parent;
    this.position = position;
    this.level = parent ? parent.level + 1 : 0;
  }

  /** The index on each axis down to here. */
  indices(): number[] {
    if (!this.parent) return [];
    const path = this.parent.indices();
    path.push(this.position);
    return path;
  }
}

/** A call of a model as the events tell of it: without an id where only the intent is known. */
export interface KnownCall {
  /** When it was first intended, in milliseconds since the epoch. */
  intendedAt: number;
  provider: string;
  /** Where the provider was told to find the input's files. */
  files?: FileAddressBook;
  predictionId?: string;
  /** The version that is run. */
  version?: string;
}

/** One execution of a node for one item. */
export class Step extends Branch {
  readonly id: string;
  state: StepState = 'waiting';
  attempt = 0;
  /** Inputs that have not ended yet. */
  missing = 0;
  output: Record<string, unknown> | undefined;
  error: ErrorRecord | undefined;
  cachedFrom: { runId: string; step: string } | undefined;
  /** Of the prediction under way or done, where there is one. */
  predictionId: string | undefined;
  /** Calls of the attempt under way, by key. */
  calls: Map<string, KnownCall> | undefined;
  draws: Record<string, number> | undefined;
  startedAt: number | undefined;
  endedAt: number | undefined;
  dueAt: number | undefined;

  constructor(node: NodeState, parent: Branch | undefined, position: number) {
    super(node, parent, position);
    const indices = this.level > 0 ? `[${this.indices().join(',')}]` : '';
    this.id = node.plan.id + indices;
  }
}
