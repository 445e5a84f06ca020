import { hasTemplate, type ValidationRule } from '../validation-context.ts';

/** Finds templates that are no plain text, so that nobody can say which ports their node has. */
export const invalidTemplate: ValidationRule = ({ nodes }) =>
  nodes.flatMap(({ id, node, descriptor, values }) => {
    const from = descriptor?.portsFrom;
    if (!descriptor || from?.kind !== 'template' || hasTemplate(node, descriptor)) return [];
    const value = values.get(from.input);
    if (!value) return [];
    const found = value.kind === 'reference' ? 'comes from elsewhere' : 'is none';
    return [
      {
        code: 'invalid-template',
        severity: 'error',
        message: `Input "${from.input}" of node "${id}" must be a text that stands in the workflow, but ${found}.`,
        hint: 'Write the text here with {{names}} in it; each name becomes an input for what varies.',
        nodeId: id,
        port: from.input,
        path: ['nodes', id, 'input', from.input],
      },
    ];
  });
