import { useId } from 'react';
import {
  checkPortValue,
  readInputValue,
  type PortDescriptor,
  type WorkflowInput,
} from '@catena/engine';
import { useTab } from '../document/editor-context.ts';
import { setWorkflowInput } from '../document/edits/set-workflow-input.ts';
import { FieldControl } from './fields/FieldControl.tsx';
import { FieldProblem } from './fields/FieldProblem.tsx';
import { workflowInputPort } from './fields/workflow-input-port.ts';

export interface DefaultFieldProps {
  /** Of the input of the workflow. */
  name: string;
  input: WorkflowInput;
  compact?: boolean;
}

function whatIsWrong(port: PortDescriptor, value: unknown): string | undefined {
  const read = readInputValue(value);
  if (value === undefined) return undefined;
  if (read.kind === 'random') return 'is the same for every run, and cannot be drawn';
  if (read.kind !== 'literal') return undefined;
  return checkPortValue(value, port)?.join('; ');
}

/** The value that an input of the workflow has where a run is given no other. */
export function DefaultField({ name, input, compact = false }: DefaultFieldProps) {
  const { document, readOnly } = useTab();
  const id = useId();
  const { default: _default, ...port } = workflowInputPort(name, input);
  const label = `Value of ${input.title ?? name}`;
  const wrong = whatIsWrong(port, input.default);
  return (
    <div>
      <FieldControl
        port={{ ...port, required: false }}
        value={input.default}
        id={id}
        label={label}
        errorId={wrong === undefined ? undefined : `${id}-error`}
        isDisabled={readOnly}
        compact={compact}
        isFixed
        onChange={(next) =>
          document.edit(`Set ${input.title ?? name}`, setWorkflowInput(name, { default: next }), {
            coalesce: `default:${name}`,
          })
        }
        onSettle={() => document.settle()}
      />
      {wrong !== undefined && (
        <FieldProblem
          id={`${id}-error`}
          problem={{ severity: 'error', text: `It ${wrong}.`, short: `It ${wrong}.` }}
          compact={compact}
        />
      )}
    </div>
  );
}
