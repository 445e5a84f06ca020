import { useId, useMemo, type ReactNode } from 'react';
import type { PortDescriptor } from '@catena/engine';
import { useAnalysis, useDocument, useTab } from '../../document/editor-context.ts';
import { setInput } from '../../document/edits/set-input.ts';
import { isReference } from '../../document/references.ts';
import { FieldControl } from './FieldControl.tsx';
import { FieldHead } from './FieldHead.tsx';
import { FieldProblem } from './FieldProblem.tsx';
import { fieldKind } from './field-kind.ts';
import type { FieldProps } from './field-props.ts';
import { readProblem, writeProblem } from './input-problem.ts';
import { NodeSeedField } from './NodeSeedField.tsx';
import { WireSource } from './WireSource.tsx';
import styles from './fields.module.css';

export interface InputFieldProps {
  nodeId: string;
  port: PortDescriptor;
  /** Small, as on a node: the control alone, since the row of the port has its label. */
  compact?: boolean;
  /** Takes the place of the control, while the input is not wired. */
  structure?: ReactNode;
}

/** What a control for an input of a node is given: the value in the document and what changes it. */
function useInputField({ nodeId, port, compact = false }: InputFieldProps) {
  const { document, readOnly } = useTab();
  const value = useDocument(({ workflow }) => workflow.nodes[nodeId]?.input?.[port.name]);
  const line = useAnalysis(({ issuesByNode }) => writeProblem(issuesByNode.get(nodeId), port.name));
  const id = useId();
  const label = port.title ?? port.name;
  const problem = readProblem(line);
  const errorId = problem?.severity === 'error' ? `${id}-error` : undefined;
  const field: FieldProps = useMemo(
    () => ({
      port,
      value,
      id,
      label,
      errorId,
      isDisabled: readOnly,
      compact,
      onChange: (next) =>
        document.edit(`Set ${label}`, setInput(nodeId, port.name, next), {
          coalesce: `input:${nodeId}.${port.name}`,
        }),
      onSettle: () => document.settle(),
    }),
    [port, value, id, label, errorId, readOnly, compact, document, nodeId],
  );
  return { field, problem };
}

function Control({ nodeId, field }: { nodeId: string; field: FieldProps }) {
  const { port, value } = field;
  return fieldKind(port, value) === 'seed' && port.type.depth === 0 ? (
    <NodeSeedField {...field} nodeId={nodeId} />
  ) : (
    <FieldControl {...field} />
  );
}

/** What feeds an input of a node: a control for its value, or where its wire comes from. */
export function InputField({ nodeId, port, compact = false, structure }: InputFieldProps) {
  const { field, problem } = useInputField({ nodeId, port, compact });
  const { value, id } = field;
  const body = isReference(value) ? (
    <WireSource card={nodeId} port={port.name} reference={value} compact={compact} />
  ) : (
    (structure ?? <Control nodeId={nodeId} field={field} />)
  );
  if (compact) {
    return (
      <div className={styles['field']} title={problem?.text}>
        {body}
        {problem && <FieldProblem id={`${id}-error`} problem={problem} compact />}
      </div>
    );
  }
  return (
    <div className={styles['field']} data-port={port.name}>
      <FieldHead nodeId={nodeId} field={field} />
      {body}
      {problem && <FieldProblem id={`${id}-error`} problem={problem} />}
    </div>
  );
}
