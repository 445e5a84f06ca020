import { parseReference, type WorkflowOutput } from '@catena/engine';
import { writeCardId } from '../card-id.ts';
import { withPositions, type Point } from '../layout.ts';
import { writeFrom, type CardPort } from '../references.ts';
import type { Edit } from './compose-edits.ts';
import { newOutputName } from './new-id.ts';
import { withMembers } from './with-members.ts';
import { withEntry } from './with-section.ts';

/** An output of the workflow that is about to be added. It is nothing without a source. */
export interface NewWorkflowOutput {
  /** Made from the title or the port where it is missing; numbered where it is taken. */
  name?: string | undefined;
  /** `node.port` or `inputs.name`, or a port of a card. */
  from: string | CardPort;
  title?: string | undefined;
  description?: string | undefined;
  position: Point;
}

function toFrom(from: string | CardPort): string | undefined {
  return typeof from === 'string' ? from : writeFrom(from);
}

/** What {@link addWorkflowOutput} calls the output: pass it to `newOutputName`. */
export function outputNameBase(output: Omit<NewWorkflowOutput, 'position'>): string {
  const source = parseReference(toFrom(output.from) ?? '');
  const port = source?.kind === 'node' ? source.port : source?.name;
  return output.name ?? output.title ?? port ?? 'output';
}

/** Adds an output to the workflow, with its card; nothing where the source cannot be one. */
export function addWorkflowOutput(output: NewWorkflowOutput): Edit {
  return (workflow) => {
    const $from = toFrom(output.from);
    if ($from === undefined || !parseReference($from)) return workflow;
    const { title, description, position } = output;
    const name = newOutputName(workflow, outputNameBase(output));
    const value = withMembers<WorkflowOutput>(
      { $from },
      { title: title || undefined, description: description || undefined },
    );
    const card = writeCardId({ kind: 'output', name });
    return withPositions(withEntry(workflow, 'outputs', { name, value }), { [card]: position });
  };
}
