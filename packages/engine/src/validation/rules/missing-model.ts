import type { ValidationRule } from '../validation-context.ts';

/** Finds nodes whose ports come from a model and that do not say which. */
export const missingModel: ValidationRule = ({ nodes }) =>
  nodes.flatMap(({ id, node, descriptor }) => {
    if (descriptor?.portsFrom?.kind !== 'model' || (node.provider && node.model)) return [];
    const missing = node.model ? 'provider' : 'model';
    const both = !node.model && !node.provider;
    return [
      {
        code: 'missing-model',
        severity: 'error',
        message: `Node "${id}" has no ${both ? 'provider and no model' : missing}.`,
        hint: both
          ? 'Choose a model, e.g. "provider": "replicate", "model": "owner/name".'
          : missing === 'model'
            ? 'Choose a model, e.g. "model": "owner/name".'
            : 'Say who runs the model, e.g. "provider": "replicate".',
        nodeId: id,
        path: ['nodes', id, missing],
      },
    ];
  });
