import { parseModelRef } from '../../prediction/model-ref.ts';
import { showValue } from '../../workflow/show-value.ts';
import type { ValidationRule } from '../validation-context.ts';

/** Finds names of models that can be none. */
export const malformedModel: ValidationRule = ({ nodes }) =>
  nodes.flatMap(({ id, node, descriptor }) => {
    if (descriptor?.portsFrom?.kind !== 'model' || !node.model) return [];
    if (parseModelRef(node.model)) return [];
    return [
      {
        code: 'invalid-value',
        severity: 'error',
        message: `The model of node "${id}" must be "owner/name" or "owner/name:version", but is ${showValue(node.model)}.`,
        hint: 'Copy the name as its provider writes it, e.g. "black-forest-labs/flux-schnell".',
        nodeId: id,
        path: ['nodes', id, 'model'],
      },
    ];
  });
