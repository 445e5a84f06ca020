import { writePortType } from '@catena/engine';
import { positionOf } from '../../document/cards.ts';
import { addWorkflowOutput } from '../../document/edits/add-workflow-output.ts';
import type { Edit } from '../../document/edits/compose-edits.ts';
import { promoteInput } from '../../document/edits/promote-input.ts';
import type { FormCandidate } from './form-candidates.ts';

/** Beside its node, where there is room for a card. */
const outputOffset = 360;

/** Makes an input of a node an input of the workflow. */
export function publishInput({ nodeId, port }: FormCandidate): Edit {
  return promoteInput(nodeId, { ...port, type: writePortType(port.type) });
}

/** Makes what a node gives an output of the workflow. */
export function publishOutput({ nodeId, port }: FormCandidate): Edit {
  return (workflow) => {
    const [x, y] = positionOf(workflow, nodeId) ?? [0, 0];
    const title = port.title ?? undefined;
    return addWorkflowOutput({
      from: `${nodeId}.${port.name}`,
      name: port.name,
      title,
      position: [x + outputOffset, y],
    })(workflow);
  };
}
