import type { WorkflowInput } from '@catena/engine';
import { writeCardId } from '../card-id.ts';
import { withPositions, type Point } from '../layout.ts';
import type { Edit } from './compose-edits.ts';
import { newInputName } from './new-id.ts';
import { withMembers } from './with-members.ts';
import { withEntry } from './with-section.ts';

/** An input of the workflow that is about to be added. */
export interface NewWorkflowInput {
  /** Made from the title or the type where it is missing; numbered where it is taken. */
  name?: string | undefined;
  /** A port type, e.g. `image` or `text[]`. */
  type: string;
  title?: string | undefined;
  description?: string | undefined;
  default?: unknown;
  position: Point;
}

/** What {@link addWorkflowInput} calls the input: pass it to `newInputName`. */
export function inputNameBase({ name, title, type }: Omit<NewWorkflowInput, 'position'>): string {
  return name ?? title ?? type.replaceAll('[]', 's');
}

/** Adds an input to the workflow, with its card. */
export function addWorkflowInput(input: NewWorkflowInput): Edit {
  return (workflow) => {
    const { type, title, description, position } = input;
    const name = newInputName(workflow, inputNameBase(input));
    const value = withMembers<WorkflowInput>(
      { type },
      { title: title || undefined, description: description || undefined, default: input.default },
    );
    const card = writeCardId({ kind: 'input', name });
    return withPositions(withEntry(workflow, 'inputs', { name, value }), { [card]: position });
  };
}
