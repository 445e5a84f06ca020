import type { z } from 'zod';
import type { PortsFrom } from './node-descriptor.ts';
import type { RunContext } from './run-context.ts';

type ObjectSchema = z.ZodObject;

/** A node type, whole: its words, its schemas, and what it does. */
export interface NodeDefinition<
  Input extends ObjectSchema = ObjectSchema,
  Output extends ObjectSchema = ObjectSchema,
> {
  /** `category.verb-noun`, e.g. `image.resize`. */
  type: string;
  /** Raise it when the same input would give another output. */
  version: number;
  title: string;
  /** One or two sentences for people. */
  description: string;
  category: 'model' | 'text' | 'number' | 'json' | 'list' | 'image' | 'audio' | 'flow';
  /** Every member is a port unless its meta says `connectable: false`. */
  input: Input;
  /** Members that are lists open an axis; meta `axis` lets several share one. */
  output: Output;
  portsFrom?: PortsFrom;
  /** @defaultValue true */
  deterministic?: boolean;
  /** @defaultValue false */
  sideEffects?: boolean;
  run(context: RunContext<z.output<Input>>): Promise<z.input<Output>> | z.input<Output>;
}

/** A definition whose schemas are not known by type: as libraries hold it. */
export type AnyNodeDefinition = Omit<NodeDefinition, 'run'> & {
  run(context: RunContext<never>): Promise<Record<string, unknown>> | Record<string, unknown>;
};

/** Marks a node type; gives `run` the types of its schemas. */
export function defineNode<Input extends ObjectSchema, Output extends ObjectSchema>(
  definition: NodeDefinition<Input, Output>,
): NodeDefinition<Input, Output> {
  return definition;
}
