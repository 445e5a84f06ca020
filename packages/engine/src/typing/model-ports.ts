import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { JsonSchema, ModelDescription } from '../prediction/model-description.ts';
import { modelInputs } from './model-inputs.ts';
import { modelOutputs } from './model-outputs.ts';

/** The ports that a model's own schema describes. */
export interface ModelPorts {
  /** By `x-order`; in the order of the schema where a model has none. */
  inputs: PortDescriptor[];
  outputs: PortDescriptor[];
}

/**
 * Derives the ports of a model from `components.schemas.Input` and `Output` of its OpenAPI document.
 * A single output is called `output`; an object gives a port for each member, a list of objects also
 * one for the whole list. What cannot be understood becomes a port of type `any` or `json`; no schema
 * makes it throw.
 */
export function modelPorts(
  description: Pick<ModelDescription, 'openapiSchema' | 'model'> & Partial<ModelDescription>,
): ModelPorts {
  const document = (description.openapiSchema ?? {}) as JsonSchema;
  const inputs = modelInputs(document, description.defaultExample?.input ?? {});
  return { inputs, outputs: modelOutputs(document, description, inputs) };
}
