import { modelPorts, type ModelDescription, type PortDescriptor } from '@catena/engine';

/** Each run is to have its own: an example would fix it for ever. */
const seedName = /(^|_)seed$/i;

function isBlank(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

function saysSomething(port: PortDescriptor, value: unknown): boolean {
  if (port.secret || port.deprecated || isBlank(value)) return false;
  if (port.required) return true;
  if (seedName.test(port.name)) return false;
  return JSON.stringify(value) !== JSON.stringify(port.default);
}

/**
 * What of a model's example a new node begins with: inputs that it needs, and those in which the
 * example differs from the defaults.
 */
export function exampleInput(model: ModelDescription): Record<string, unknown> {
  const example = model.defaultExample?.input ?? {};
  const entries = modelPorts(model).inputs.flatMap((port): [string, unknown][] => {
    const value = example[port.name];
    return saysSomething(port, value) ? [[port.name, value]] : [];
  });
  return Object.fromEntries(entries);
}
