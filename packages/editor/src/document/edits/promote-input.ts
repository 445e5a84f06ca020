import { writeCardId } from '../card-id.ts';
import { positionOf } from '../cards.ts';
import { readLayout, type Point } from '../layout.ts';
import { addWorkflowInput } from './add-workflow-input.ts';
import { composeEdits, type Edit } from './compose-edits.ts';
import { connect } from './connect.ts';
import { newInputName } from './new-id.ts';
import { setWorkflowInput } from './set-workflow-input.ts';
import { findEntry } from './with-section.ts';

/** An input of a node that is to become one of the workflow. */
export interface PromotedInput {
  name: string;
  /** A port type, e.g. `image[]`. */
  type: string;
  title?: string;
  description?: string;
  default?: unknown;
  enum?: readonly (string | number)[];
  minimum?: number;
  maximum?: number;
}

const gap: Point = [280, 0];

function isPlain(value: unknown): boolean {
  const isSpecial =
    typeof value === 'object' && value !== null && ('$random' in value || '$from' in value);
  return !isSpecial;
}

/** Makes an input of a node an input of the workflow: with its words, its bounds and the value it has. */
export function promoteInput(nodeId: string, port: PromotedInput): Edit {
  return (workflow) => {
    const node = findEntry(workflow, 'nodes', nodeId);
    if (!node) return workflow;
    const value = node.input?.[port.name] ?? port.default;
    const name = newInputName(workflow, port.name);
    const count = Object.keys(readLayout(workflow).positions).filter((id) =>
      id.startsWith('inputs.'),
    ).length;
    const [x, y] = positionOf(workflow, nodeId) ?? [0, 0];
    const { type, title, description, minimum, maximum } = port;
    return composeEdits(
      addWorkflowInput({
        name,
        type,
        title,
        description,
        ...(isPlain(value) && { default: value }),
        position: [x - gap[0], y + (count % 6) * 24],
      }),
      setWorkflowInput(name, {
        ...(port.enum && { enum: [...port.enum] }),
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
      }),
      connect({
        source: writeCardId({ kind: 'input', name }),
        sourcePort: 'value',
        target: nodeId,
        targetPort: port.name,
      }),
    )(workflow);
  };
}
