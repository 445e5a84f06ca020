import type { PortDescriptor } from '../../definition/port-descriptor.ts';
import { isFileType, writePortType } from '../../definition/port-type.ts';
import type { Issue } from '../../errors/issue.ts';
import { NameSearch } from '../../typing/name-search.ts';
import type { PlacedNode, ValidationContext } from '../validation-context.ts';

function suggest(port: PortDescriptor): string {
  if (port.secret) return 'Name a secret: { "$secret": "NAME" }.';
  const value = isFileType(port.type.base)
    ? 'name a file with { "$file": "…" }'
    : 'write a value into it';
  return port.connectable
    ? `Connect an output of type ${writePortType(port.type)} to it, or ${value}.`
    : `It cannot be connected; ${value}.`;
}

/** Names that were probably meant for a port but are mistyped: they are reported where they stand. */
function mistyped({ node, ports }: PlacedNode): Set<string | undefined> {
  const names = ports.inputs.map((port) => port.name);
  const known = new Set(names);
  const unknown = Object.keys(node.input ?? {}).filter((name) => !known.has(name));
  const search = new NameSearch();
  return new Set(unknown.map((name) => search.nearest(name, names)));
}

function toIssue(id: string, port: PortDescriptor, bypassed: boolean): Issue {
  return {
    code: 'missing-input',
    severity: 'error',
    message: bypassed
      ? `Node "${id}" is bypassed, but its input "${port.name}" has no value to pass on.`
      : `Input "${port.name}" of node "${id}" has no value.`,
    hint: suggest(port),
    nodeId: id,
    port: port.name,
    path: ['nodes', id, 'input', port.name],
  };
}

function usedNodes({ graph, workflow }: ValidationContext): Set<string> {
  const used = new Set(graph.edges.map((edge) => edge.source));
  for (const { $from } of Object.values(workflow.outputs ?? {})) {
    used.add($from.slice(0, $from.indexOf('.')));
  }
  return used;
}

/**
 * Finds inputs that must have a value and have none. A muted node needs none, a bypassed one only what
 * it passes on to somebody.
 */
export function missingInput(context: ValidationContext): Issue[] {
  const used = usedNodes(context);
  return context.nodes.flatMap((placed) => {
    const { id, node, ports, values, passes } = placed;
    const bypassed = node.bypass ?? false;
    if (node.mute || (bypassed && !used.has(id))) return [];
    const needed = ports.inputs.filter((port) => (bypassed ? port.name === passes : port.required));
    const given = new Map(Object.entries(node.input ?? {}));
    // A value that cannot be read is there all the same.
    const missing = needed.filter(
      ({ name }) => !values.has(name) && (given.get(name) ?? null) === null,
    );
    if (missing.length === 0) return [];
    const meant = mistyped(placed);
    return missing
      .filter((port) => !meant.has(port.name))
      .map((port) => toIssue(id, port, bypassed));
  });
}
