import type { PlannedNode } from '../planning/run-graph.ts';

const hidden = '[secret]';

function hideIn(value: unknown, secrets: ReadonlySet<unknown>): unknown {
  if (secrets.has(value)) return hidden;
  if (Array.isArray(value)) return value.map((item) => hideIn(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, hideIn(member, secrets)]),
  );
}

/**
 * What may be kept of the input of a call: the values that the step got at its secret ports do not
 * stand in it, under whatever name the node hands them on.
 */
export function hideSecrets(
  node: PlannedNode,
  input: Readonly<Record<string, unknown>>,
  callInput: Record<string, unknown>,
): Record<string, unknown> {
  const ports = node.inputs.filter(({ port }) => port.secret);
  if (ports.length === 0) return callInput;
  const secrets = new Set(ports.map(({ port }) => input[port.name]).flat());
  secrets.delete(undefined);
  return hideIn(callInput, secrets) as Record<string, unknown>;
}
