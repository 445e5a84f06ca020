import { nearestName } from '../../workflow/nearest-name.ts';
import { listNames } from '../../typing/list-names.ts';
import type { ValidationRule } from '../validation-context.ts';

/** Finds models of providers that are not set up here. */
export const unknownProvider: ValidationRule = ({ nodes, options: { providers } }) => {
  if (!providers) return [];
  const known = `Set up here: ${listNames(providers)}.`;
  return nodes.flatMap(({ id, node, descriptor }) => {
    if (descriptor?.portsFrom?.kind !== 'model' || !node.provider) return [];
    if (providers.includes(node.provider)) return [];
    const nearest = nearestName(node.provider, providers);
    return [
      {
        code: 'unknown-provider',
        severity: 'error',
        message: `Node "${id}" asks for the provider "${node.provider}", which is not set up here.`,
        hint: nearest ? `Did you mean "${nearest}"? ${known}` : known,
        nodeId: id,
        path: ['nodes', id, 'provider'],
      },
    ];
  });
};
