import type { PortDescriptor } from '../src/definition/port-descriptor.ts';
import { writePortType } from '../src/definition/port-type.ts';
import type { JsonSchema } from '../src/prediction/model-description.ts';
import { modelPorts } from '../src/typing/model-ports.ts';

export const uri = { type: 'string', format: 'uri' };

export interface Model {
  model?: string;
  description?: string;
  defaultExample?: { input: Record<string, unknown>; output?: unknown };
}

export function portsOf(schemas: Record<string, unknown>, model: Model = {}) {
  return modelPorts({ model: 'owner/name', ...model, openapiSchema: { components: { schemas } } });
}

export function inputsOf(
  properties: JsonSchema,
  more: Record<string, unknown> = {},
  model?: Model,
) {
  const { required, ...components } = more;
  return portsOf({ Input: { type: 'object', properties, required }, ...components }, model).inputs;
}

export function inputOf(schema: unknown, more?: Record<string, unknown>): PortDescriptor {
  const [port] = inputsOf({ thing: schema }, more);
  if (!port) throw new Error('no port');
  return port;
}

export function outputsOf(output: unknown, more: Record<string, unknown> = {}, model?: Model) {
  return portsOf({ Output: output, ...more }, model).outputs;
}

export const typesOf = (ports: readonly PortDescriptor[]) =>
  Object.fromEntries(ports.map((port) => [port.name, writePortType(port.type)]));
