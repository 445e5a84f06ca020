import type { ValidationRule } from '../validation-context.ts';

/** Finds bypassed nodes that have no single way through. */
export const bypass: ValidationRule = ({ nodes }) =>
  nodes.flatMap(({ id, node, portsKnown, passes }) => {
    if (!node.bypass || !portsKnown || passes !== undefined) return [];
    return [
      {
        code: 'cannot-bypass',
        severity: 'error',
        message: `Node "${id}" cannot be bypassed: no single input and output of it have the same type.`,
        hint: 'Turn the bypass off, or mute the node.',
        nodeId: id,
        path: ['nodes', id, 'bypass'],
      },
    ];
  });
