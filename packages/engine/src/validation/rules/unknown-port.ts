import { listNames } from '../../typing/list-names.ts';
import { NameSearch } from '../../typing/name-search.ts';
import type { ValidationRule } from '../validation-context.ts';

/** Finds inputs that stand in the document for ports that the node does not have. */
export const unknownPort: ValidationRule = ({ nodes }) =>
  nodes.flatMap(({ id, node, ports, portsKnown }) => {
    if (!portsKnown) return [];
    const names = ports.inputs.map((port) => port.name);
    const known = new Set(names);
    const unknown = Object.keys(node.input ?? {}).filter((name) => !known.has(name));
    const search = new NameSearch();
    const list = `Its inputs are: ${listNames(names)}.`;
    return unknown.map((name) => {
      const nearest = search.nearest(name, names);
      return {
        code: 'unknown-port',
        severity: 'error',
        message: `Node "${id}" has no input "${name}".`,
        hint: nearest ? `Did you mean "${nearest}"? ${list}` : list,
        nodeId: id,
        port: name,
        path: ['nodes', id, 'input', name],
      };
    });
  });
