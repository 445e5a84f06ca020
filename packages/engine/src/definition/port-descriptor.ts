import type { JsonSchema } from '../prediction/model-description.ts';
import type { PortType } from './port-type.ts';

/** A typed input or output of a node, as data. */
export interface PortDescriptor {
  name: string;
  type: PortType;
  title?: string;
  description?: string;
  /** Inputs: whether a value must be given. */
  required: boolean;
  default?: unknown;
  enum?: readonly (string | number)[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  /** Inputs: whether an edge may feed it. */
  connectable: boolean;
  /** Holds a secret: only `$secret` may feed it, and it is never shown. */
  secret?: boolean;
  /** The kind of file was guessed, not declared; a person may correct it. */
  inferred?: boolean;
  deprecated?: boolean;
  /** Media types that a file input takes, where declared. */
  accept?: readonly string[];
  /**
   * Outputs: list outputs of one node with the same axis name have the same length, item by item.
   * The port's own name where nothing is said.
   */
  axis?: string;
  /** A type variable: ports of one node with the same variable have the same item type. */
  variable?: string;
  /** Inputs of type `json` or `any`: takes a list item by item where the edge does not say otherwise. */
  each?: boolean;
  /** Inputs: a skipped value does not skip the node; it is left out. */
  tolerant?: boolean;
  /** Checks a single item's value (a value of the port's base type). */
  schema?: JsonSchema;
}
