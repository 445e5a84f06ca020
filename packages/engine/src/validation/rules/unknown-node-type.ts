import { nearestName } from '../../workflow/nearest-name.ts';
import { listNames } from '../../typing/list-names.ts';
import type { ValidationRule } from '../validation-context.ts';

function suggest(type: string, types: readonly string[]): string {
  const nearest = nearestName(type, types);
  if (nearest) return `Did you mean "${nearest}"?`;
  const category = type.slice(0, type.indexOf('.') + 1);
  const related = category === '' ? [] : types.filter((known) => known.startsWith(category));
  return related.length > 0
    ? `Of its kind there are: ${listNames(related)}.`
    : `There are: ${listNames(types)}.`;
}

/** Finds nodes of a type that the catalog does not have. */
export const unknownNodeType: ValidationRule = ({ nodes, options }) => {
  const types = options.catalog.all().map((descriptor) => descriptor.type);
  const hints = new Map<string, string>();
  return nodes.flatMap(({ id, node, descriptor }) => {
    if (descriptor) return [];
    const hint = hints.get(node.type) ?? suggest(node.type, types);
    hints.set(node.type, hint);
    return [
      {
        code: 'unknown-node-type',
        severity: 'error',
        message: `Node "${id}" has the type "${node.type}", which does not exist here.`,
        hint,
        nodeId: id,
        path: ['nodes', id, 'type'],
      },
    ];
  });
};
