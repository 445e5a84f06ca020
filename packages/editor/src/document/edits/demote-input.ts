import type { Edit } from './compose-edits.ts';
import { writeCardId } from '../card-id.ts';
import { isReference } from '../references.ts';
import { removeCards } from './remove-cards.ts';
import { setInput } from './set-input.ts';
import { findEntry } from './with-section.ts';

/**
 * Takes an input away from the workflow, and puts its value where it went: what runs with the
 * defaults runs as before. The reverse of `promoteInput`.
 */
export function demoteInput(name: string): Edit {
  return (workflow) => {
    const input = findEntry(workflow, 'inputs', name);
    if (!input) return workflow;
    let next = workflow;
    for (const [nodeId, node] of Object.entries(workflow.nodes)) {
      for (const [port, value] of Object.entries(node.input ?? {})) {
        if (!isReference(value) || value.$from !== `inputs.${name}`) continue;
        next = setInput(nodeId, port, input.default)(next);
      }
    }
    return removeCards([writeCardId({ kind: 'input', name })])(next);
  };
}
