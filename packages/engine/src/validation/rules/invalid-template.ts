import { wrongTemplate, type ValidationRule } from '../validation-context.ts';

/** Finds templates that are no plain text, so that nobody can say which ports their node has. */
export const invalidTemplate: ValidationRule = ({ nodes }) =>
  nodes.flatMap((placed) => {
    const { id, values } = placed;
    const port = wrongTemplate(placed);
    const value = port === undefined ? undefined : values.get(port);
    if (port === undefined || !value) return [];
    const found = value.kind === 'reference' ? 'comes from elsewhere' : 'is none';
    return [
      {
        code: 'invalid-template',
        severity: 'error',
        message: `Input "${port}" of node "${id}" must be a text that stands in the workflow, but ${found}.`,
        hint: 'Write the text here with {{names}} in it; each name becomes an input for what varies.',
        nodeId: id,
        port,
        path: ['nodes', id, 'input', port],
      },
    ];
  });
