import type { ValidationRule } from '../validation-context.ts';

/** Finds nodes whose ports come from a workflow and that do not say which. */
export const missingWorkflow: ValidationRule = ({ nodes }) =>
  nodes.flatMap(({ id, node, descriptor }) => {
    if (descriptor?.portsFrom?.kind !== 'workflow' || node.workflow) return [];
    return [
      {
        code: 'missing-workflow',
        severity: 'error',
        message: `Node "${id}" does not say which workflow it runs.`,
        hint: 'Name one, e.g. "workflow": "./sharpen.json" for a file beside this one.',
        nodeId: id,
        path: ['nodes', id, 'workflow'],
      },
    ];
  });
