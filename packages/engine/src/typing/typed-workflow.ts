import type { NodeDescriptor } from '../definition/node-descriptor.ts';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { PortType } from '../definition/port-type.ts';
import type { InputValue } from '../workflow/input-value.ts';
import type { WorkflowNode } from '../workflow/workflow-schema.ts';

/**
 * A dimension along which a value has many items. The axes of a value are listed outermost first
 * and always include the axes that its own axes hang on.
 */
export interface Axis {
  /** Position in {@link TypedWorkflow.axes}. */
  index: number;
  /** `node.port`, `inputs.name`, and `/2`, `/3` … for lists inside lists. */
  id: string;
  /** Axes whose indices must be known before this one has a length, outermost first. */
  parents: readonly number[];
  owner: AxisOwner;
  /** 0 for a list itself, 1 for the lists in it … */
  level: number;
}

/** What says how long an axis is. */
export type AxisOwner =
  | { kind: 'node'; nodeId: string; port: string }
  /** `inputs.name`, or `node.port` for a value that stands in the file. */
  | { kind: 'constant'; name: string };

export type TypedSource =
  | { kind: 'node'; nodeId: string; port: string }
  | { kind: 'input'; name: string }
  /** A value that stands in the file, at the input `name` (`node.port`). */
  | { kind: 'value'; name: string; value: InputValue };

/** One input of a placed node, as it will be fed. */
export interface TypedInput {
  port: PortDescriptor;
  /** The type of one item after mapping and collecting, variables resolved. */
  type: PortType;
  source: TypedSource;
  /** The base type of the items that come. */
  sourceType: PortType;
  /** Axes of what comes; those of a literal only as far as the node is mapped over them. */
  axes: readonly number[];
  /** How many of `axes`, from the outermost, the node is mapped over. The rest is collected. */
  mapped: number;
}

export interface TypedOutput {
  port: PortDescriptor;
  /** Of what one step gives, variables resolved. */
  type: PortType;
  /** Axes that the value itself opens: as many as its type has lists. */
  axes: readonly number[];
}

export interface TypedNode {
  id: string;
  node: WorkflowNode;
  descriptor: NodeDescriptor;
  /** One step for each item of these, outermost first. */
  axes: readonly number[];
  /** In the order of the ports. */
  inputs: readonly TypedInput[];
  outputs: ReadonlyMap<string, TypedOutput>;
  /** False where its ports are not known, such as for a missing model. */
  complete: boolean;
}

export interface TypedWorkflowOutput {
  source: TypedSource;
  type: PortType;
  /** Outermost first. */
  axes: readonly number[];
}

export interface TypedWorkflow {
  /** In topological order; nodes that are bypassed, unknown or in a cycle are missing. */
  nodes: ReadonlyMap<string, TypedNode>;
  axes: readonly Axis[];
  /** The workflow's outputs: where they come from, how deep their lists are, and along which axes. */
  outputs: ReadonlyMap<string, TypedWorkflowOutput>;
}
