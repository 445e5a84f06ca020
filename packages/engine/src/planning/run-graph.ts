import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { PortType } from '../definition/port-type.ts';

/**
 * A workflow compiled for running: plain JSON, indexed by number, nothing left to infer. It is what
 * a run freezes, and all that the run core knows of a workflow.
 */
export interface RunGraph {
  /** In topological order. */
  nodes: PlannedNode[];
  /** Values known before the run starts: inputs of the workflow and literals of nodes. */
  constants: PlannedConstant[];
  outputs: PlannedOutput[];
  /** Most steps that a run may have. */
  maxSteps: number;
}

export interface PlannedConstant {
  /** `inputs.name` or `node.port`, for messages. */
  name: string;
  value: unknown;
  /** Holds `$random` or `$secret`, which each step resolves for itself. */
  special: boolean;
}

export interface PlannedNode {
  id: string;
  type: string;
  title?: string;
  provider?: string;
  /** As it stands in the file. */
  model?: string;
  /** Version that the model was resolved to. */
  modelVersion?: string;
  nodeTypeVersion: number;
  /** Whether equal input may be answered from the cache. */
  cacheable: boolean;
  outputs: PortDescriptor[];
  /** What to expand, outermost first; empty for a node of one step. */
  axes: AxisUse[];
  inputs: PlannedInput[];
  onItemError: 'fail' | 'skip';
  retry?: { max: number; on?: string[] | undefined };
  /** Milliseconds that one prediction may run. */
  deadlineMs?: number;
  muted: boolean;
  /**
   * Of a node that runs a workflow there are two: `entry` holds the inputs of the workflow, a step for
   * each time it is run; `workflow` is the node itself, which ends when all of the workflow has ended.
   */
  role?: 'entry' | 'workflow';
  /** The node around that runs the workflow this one is of: its position in the graph. */
  within?: number;
  /** Entries of the workflows around: without one that has a value there is nothing to be done here. */
  gates?: Slice[];
  /** Of a node that runs a workflow: its entry, then the nodes inside. */
  awaits?: Slice[];
  /** A node around accepts failures in its workflow, so that none of this node fails the run. */
  contained?: boolean;
}

/** A value as one step of a node sees it: found by the step's indices. */
export interface Slice {
  source: { kind: 'node'; node: number; port: string } | { kind: 'constant'; constant: number };
  /** Positions in the step's index path that name the step, or the group of steps, of the source. */
  projection: number[];
  /** Positions in the step's index path that name an item inside the value itself. */
  digs: number[];
  /** Comes out of a workflow whose failures are accepted: there, a failure leaves a hole. */
  accepts?: boolean;
}

/** How long an axis is, for given indices of the axes before it: the length of this list. */
export type AxisUse = Slice & {
  id: string;
  /** For a list that stands in a workflow which a node runs: the entry without which it is not there. */
  gate?: Slice;
};

export interface PlannedInput extends Slice {
  port: PortDescriptor;
  /** Of the items that come. */
  sourceType: PortType;
  /** What the step takes. */
  type: PortType;
  /** A skipped value is left out instead of skipping the step. */
  tolerant: boolean;
  /** Levels of lists that are collected: from several steps of the source, and inside its values. */
  collected: number;
  /** Of these, the levels that are made of several steps. */
  gathered: number;
  /** Inputs of a node with the same key collect the same items: what is missing in one is left out of all. */
  collectKey?: string;
}

/** One output of the workflow; collects whatever axes its source has. */
export interface PlannedOutput {
  name: string;
  source: Slice['source'];
  /** Axes of the source node: how deep the lists of steps are. */
  gathered: number;
}
